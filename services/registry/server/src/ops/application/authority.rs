//! What the authorities over an organisation are called in the register.

use fault::Fault;
use registry_domain::Text;
use time::Date;
use uow::Tx;
use vocab::DivisionCode;
use vocab::division::Level;

use crate::store;
use crate::store::application::ApplicationRow;

/// 登记管理机关: the civil affairs authority of the division, as it is called at each level.
pub(super) fn authority(division: DivisionCode) -> Text<100> {
    let place = vocab::division::lookup(division).map(vocab::division::Division::name).unwrap_or_default();
    let title = match division.level() {
        Level::Country => "民政部".to_owned(),
        Level::Province if !place.ends_with('市') => format!("{place}民政厅"),
        Level::Province | Level::City | Level::County => format!("{place}民政局"),
    };
    Text::parse(&title).unwrap_or_default()
}

pub(super) async fn supervising_unit(tx: &mut Tx, row: &ApplicationRow, today: Date) -> Result<Text<100>, Fault> {
    let found = store::department::find(tx.conn(), &row.supervising_department, today).await?;
    Ok(found.and_then(|department| Text::parse(&department.title).ok()).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_authority_is_called_as_it_is_at_each_level() {
        let called = |code: &str| authority(code.parse().unwrap()).as_str().to_owned();
        assert_eq!(called("100000"), "民政部");
        assert_eq!(called("330000"), "浙江省民政厅");
        assert_eq!(called("110000"), "北京市民政局");
        assert_eq!(called("330500"), "湖州市民政局");
        assert_eq!(called("330521"), "德清县民政局");
    }
}
