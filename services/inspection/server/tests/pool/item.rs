//! ListInspectionItems.

use onecode_proto::inspection::v1 as pb;
use onecode_proto::inspection::v1::inspection_item_service_client::InspectionItemServiceClient;

use crate::world::*;

#[tokio::test]
async fn the_lists_are_those_of_a_day() {
    let world = World::start().await;
    let caller = world.caller("audit", &["inspection-reader"]);
    let mut client = InspectionItemServiceClient::new(world.client(caller.fresh()));
    let (mut today, mut page_token) = (Vec::new(), String::new());
    loop {
        let request = pb::ListInspectionItemsRequest { page_size: 10, page_token, ..Default::default() };
        let answer = client.list_inspection_items(request).await.unwrap().into_inner();
        today.extend(answer.items);
        page_token = answer.next_page_token;
        if page_token.is_empty() {
            break;
        }
    }
    assert_eq!(today.len(), 27);
    assert!(today.windows(2).all(|pair| pair[0].name < pair[1].name));
    let finance = today.iter().find(|item| item.name == "inspectionItems/spot-check-finance-city").unwrap();
    assert_eq!((finance.content.as_str(), finance.draw_percent, finance.at_least), ("财务状况", 4, true));
    let request = pb::ListInspectionItemsRequest { as_of: date(2020, 1, 1), ..Default::default() };
    let then = client.list_inspection_items(request).await.unwrap().into_inner().items;
    assert_eq!(then.len(), 20);
}
