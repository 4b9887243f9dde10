//! The sentences in Chinese (中文).

use super::Message;
use super::message::ImportCounts;
use prost_types::Timestamp;

use crate::client::certificate::Problem;
use crate::output::instant;
use crate::rows::Note;

pub(super) fn text(message: &Message) -> String {
    match message {
        Message::BadEndpoint(endpoint) => format!("{endpoint} 不是服务地址，应写作 https://主机:端口"),
        Message::Unreachable(endpoint, cause) => {
            format!("{endpoint} 无应答：{cause}\n服务是否已启动（`onecode dev`）？--endpoint 是否正确？")
        }
        Message::Unreadable(file, cause) => format!("无法读取 {file}：{cause}"),
        Message::Unwritable(file, cause) => format!("无法写入 {file}：{cause}"),
        Message::BadProfile(file) => format!("{file} 与 `onecode dev` 写出的格式不符（endpoint、token），请改正或删除"),
        Message::BadToken => "令牌为空或含有不合法的字符".to_owned(),
        Message::BadCertificate(file) => format!("{file} 中没有可用的证书或密钥（PEM）"),
        Message::UnknownFormat(file) => format!("从文件名 {file} 看不出是 CSV 还是 NDJSON，请加 --format"),
        Message::BadKey => "键须为 1-128 个可见 ASCII 字符".to_owned(),
        Message::NotUtf8(file, line) => {
            format!("{file} 不是 UTF-8 编码（第 {line} 行），请先转换，例如 `iconv -f GB18030 -t UTF-8 {file}`")
        }
        Message::MissingColumn(heading, found) => {
            format!("缺少 {heading} 列；现有列：{}。列名见 `onecode import --help`", found.join("、"))
        }
        Message::BadRows(cause) => format!("文件无法继续读取：{cause}"),
        Message::NothingToRead => "标准输入中没有要校验的内容".to_owned(),
        Message::NoEntry(file, line) => format!("{file} 第 {line} 行不是合同规定格式的现场记录"),
        Message::Merged(stored, repeated, refused) => {
            format!("收存 {stored} 条，重复 {repeated} 条，未收存 {refused} 条")
        }
        Message::ClockWrong(seconds) => format!("设备时钟慢 {seconds} 秒，已记录"),
        Message::NoRound => "该计划尚未开启份额轮次".to_owned(),
        Message::DrawHolds(drawn, objects) => format!("核验通过：{objects} 个对象中抽取 {drawn} 个"),
        Message::DrawDiffers => "核验不通过".to_owned(),
        Message::MoreDifferences(more) => format!("另有 {more} 处"),
        Message::CompareRoot(root) => format!("文件的根哈希为 {root}，请与封存时公布的根哈希核对（--root）"),
        Message::BadReportFile(file, cause) => format!("{file} 不是年度报告文件：{cause}"),
        Message::BadRuleFile(file, cause) => format!("{file} 不是预警规则文件：{cause}"),
        Message::NoRuleOfKey(key) => format!("没有预警规则 {key}"),
        Message::FlagsMost => "警告：该规则对半数以上的社会组织发出预警".to_owned(),
        Message::NoReportForm(cause) => format!("无法预审：{cause}"),
        Message::ReportChecked([errors, warnings, hints]) => {
            let verdict = if *errors == 0 { "可以提交" } else { "不能提交" };
            format!("{verdict}：错误 {errors} 项，警告 {warnings} 项，提示 {hints} 项")
        }
        Message::NothingFound => "没有找到".to_owned(),
        Message::MorePages => "还有更多结果，加 --all 全部显示".to_owned(),
        Message::MoreRevisions => "还有更早的记录，用 --limit 显示更多".to_owned(),
        Message::Suggestions(codes) => format!("可能是：{}", codes.join("、")),
        Message::CodeRight(code) => format!("{code} 正确"),
        Message::CodeWrong => "代码不正确".to_owned(),
        Message::IdNumber => "这是居民身份证号，不是统一社会信用代码。系统未保存，请勿再次发送".to_owned(),
        Message::Ignored(headings) => format!("以下列不读取：{}", headings.join("、")),
        Message::GoesOn(row) => format!("从第 {row} 行继续导入"),
        Message::Broken(seconds) => format!("连接中断，{seconds} 秒后重试"),
        Message::Left(line, note) => format!("第 {line} 行：{}", left(*note)),
        Message::RowRefused(line, code) => format!("第 {line} 行：拒绝 {code}").trim_end().to_owned(),
        Message::Imported(ImportCounts { created, changed, unchanged, refused, warned }) => {
            format!("新增 {created}，变更 {changed}，未变 {unchanged}，拒绝 {refused}；有警告 {warned}")
        }
        Message::Submitted([added, known, refused]) => {
            format!("归集 {added}，此前已有 {known}，拒绝 {refused}")
        }
        Message::Matching(said) => said.chinese(),
        Message::Earlier(rows) => format!("此前运行已导入 {rows} 行；如需重新导入，请用 --key 另取名称"),
        Message::PublicationsExported(count, file) => format!("已将 {count} 条公示信息写入 {file}"),
        Message::Exported(count, file) => format!("已将 {count} 个社会组织写入 {file}"),
        Message::UnknownMedia(file) => {
            format!("不接收 {file}：文件名须以 pdf、ofd、jpg、jpeg、png、docx 或 xlsx 结尾")
        }
        Message::Fetched(title, file) => format!("已将 {title} 写入 {file}"),
        Message::Cursor(cursor) => format!("游标：{cursor}"),
        Message::BadKeySet(cause) => format!("公钥集无法使用：{cause}"),
        Message::Certificate(problem) => certificate(problem),
        Message::CertificateInForce => "证书签名正确，在有效期内".to_owned(),
        Message::NotAskedOnline => "未查询证书是否已提前终止；加 --online 查询".to_owned(),
        Message::CertificateStatus(status, ended, reason) => {
            format!("登记簿中的证书状态：{status} {ended} {reason}").trim_end().to_owned()
        }
        Message::NoCertificate => "该社会组织没有电子证书".to_owned(),
        Message::StatementWithheld => {
            "未显示签名内容：需有 registry.certificate.read_document 权限并以 --purpose 说明用途".to_owned()
        }
        Message::NoCase(resource) => format!("{resource} 没有案件，或无权查看"),
        Message::CalendarMissing(year) => {
            format!("{year} 年的工作日历尚未加载，届满日遇休息日时还会顺延")
        }
        Message::Contract(what) => format!("服务应答缺少 {what}；程序与服务的版本是否相符？"),
        Message::RequestId(id) => format!("请求编号 {id}，联系运维时请提供"),
    }
}

fn certificate(problem: &Problem) -> String {
    match problem {
        Problem::Malformed => "不是证书：内容不是签名文件（JWS）".to_owned(),
        Problem::AnotherType => "不是证书：是其他类型的签名文件".to_owned(),
        Problem::UnknownKey(key) => format!("不可采信：签名密钥 {key} 不在受信任的公钥之中"),
        Problem::Signature => "不可采信：签名不正确，或者内容已被改动".to_owned(),
        Problem::Unreadable => "不可采信：签名正确，但内容不是登记证书".to_owned(),
        Problem::NotYetValid(from) => format!("尚未生效：有效期自 {} 起", moment(*from)),
        Problem::Expired(since) => format!("已过有效期：{} 起失效", moment(*since)),
    }
}

fn moment(seconds: i64) -> String {
    instant(Some(Timestamp { seconds, nanos: 0 }))
}

fn left(note: Note) -> String {
    match note {
        Note::Amount => "注册资金不是带单位的人民币金额（如 30万元），已略去".to_owned(),
        Note::Day(heading) => format!("{heading} 不是日期（如 2020-01-31），已略去"),
        Note::Kind => "类型无法识别，以代码为准".to_owned(),
        Note::LegalForm => "形式无法识别，已略去".to_owned(),
        Note::Status => "状态无法识别，已略去".to_owned(),
        Note::Masked => "个人信息为脱敏形式（张*），已略去，原有记录不变".to_owned(),
        Note::Surplus => "单元格多于表头，是否有逗号或引号错位？".to_owned(),
        Note::Json => "不是社会组织的 JSON，按空行发送，将被拒绝".to_owned(),
    }
}
