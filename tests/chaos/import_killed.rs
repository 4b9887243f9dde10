//! An import that is killed in the middle, or whose server is, and is run again.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::Stdio;

use onecode::serve::MIGRATORS;
use onecode_tests::harness::{Books, Program, Site, binary, eventually};
use testkit::Database;
use tokio::process::{Child, Command};

const ROWS: i64 = 6_000;
const RECORDED: &str = "select count(*) from registry.organization";

/// The command of a department that imports a table.
struct Import {
    table: PathBuf,
    token: PathBuf,
    endpoint: String,
    log: PathBuf,
}

impl Import {
    async fn prepared(site: &Site, program: &Program) -> Self {
        let (table, token) = (site.home().join("table.csv"), site.home().join("token"));
        let sample = File::create(&table).expect("the folder can be written");
        let made = Command::new(binary()).args(["sample", "--count", &ROWS.to_string()]).stdout(sample).status().await;
        assert!(made.expect("the program runs").success());
        fs::write(&token, site.registrar().token()).expect("the folder can be written");
        Self { table, token, endpoint: program.endpoint(), log: site.home().join("import.log") }
    }

    fn start(&self) -> Child {
        let log = File::options().create(true).append(true).open(&self.log).expect("the log can be written");
        let mut import = Command::new(binary());
        import.arg("import").arg(&self.table).args(["--key", "the-import", "--endpoint", &self.endpoint]);
        import.arg("--token-file").arg(&self.token).current_dir(self.table.parent().unwrap_or(Path::new("/")));
        import.stdin(Stdio::null()).stdout(log.try_clone().expect("a file can be shared")).stderr(log);
        import.kill_on_drop(true).spawn().expect("the program runs")
    }

    async fn to_the_end(&self) {
        let ended = self.start().wait().await.expect("it can be waited for");
        assert!(ended.success(), "{ended}: {}", fs::read_to_string(&self.log).unwrap_or_default());
    }
}

/// Waits until more rows are recorded than before.
async fn progress(books: &mut Books, before: i64) -> i64 {
    eventually("rows are recorded", async || Some(books.count(RECORDED).await).filter(|rows| *rows > before)).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_import_that_is_killed_goes_on_where_it_was_and_records_every_row_once() {
    let database = Database::fresh(&MIGRATORS).await;
    let site = Site::new(database.url());
    let mut program = site.program("all", "all", &[]);
    program.start();
    program.until_ready().await;
    let mut books = Books::open(database.url()).await;
    let import = Import::prepared(&site, &program).await;

    let mut first = import.start();
    progress(&mut books, 0).await;
    first.kill().await.expect("it runs");
    let rows = books.count(RECORDED).await;
    assert!(rows < ROWS, "it was struck in the middle");

    let mut second = import.start();
    let rows = progress(&mut books, rows).await;
    assert!(rows < ROWS, "its server is struck in the middle");
    program.kill().await;
    program.start();
    program.until_ready().await;
    second.kill().await.expect("it can be killed, or has ended");

    import.to_the_end().await;
    import.to_the_end().await;
    books.balance().await;
    assert_eq!(books.count(RECORDED).await, ROWS);
    assert_eq!(books.count("select count(*) from uow.event where source = 'registry'").await, ROWS);
    let account = "select count(*) from registry.import where key = 'the-import' and next_row = 6001
        and created_rows = 6000 and changed_rows + unchanged_rows + refused_rows = 0";
    assert_eq!(books.count(account).await, 1);
}
