//! Who sees what of a person.

use onecode_proto::registry::v1 as registry;
use tonic::codec::CompressionEncoding;

use crate::peer::organization;
use crate::world::World;

fn masked() -> registry::Organization {
    registry::Organization { legal_representative: "欧**".to_owned(), contact_phone: String::new(), ..organization() }
}

async fn seen_by(world: &World, caller: &testkit::Caller) -> registry::Organization {
    let mut client = world.organizations(caller).accept_compressed(CompressionEncoding::Gzip);
    let response = client.get_organization(registry::GetOrganizationRequest::default()).await.unwrap();
    response.into_inner().organization.unwrap()
}

#[tokio::test]
async fn a_person_is_shown_to_those_who_may_see_and_say_why() {
    let world = World::start().await;
    let reader = world.caller(&["registry-registrar", "registry-personal-reader"]);
    assert_eq!(seen_by(&world, &reader.because("annual inspection")).await, organization());
    assert_eq!(seen_by(&world, &reader).await, masked(), "no purpose is stated");
    let registrar = world.registrar().because("annual inspection");
    assert_eq!(seen_by(&world, &registrar).await, masked(), "the permission is not held");
}

#[tokio::test]
async fn every_message_of_a_stream_is_masked() {
    let world = World::start().await;
    let mut client = world.organizations(&world.registrar()).accept_compressed(CompressionEncoding::Gzip);
    let request = registry::ExportOrganizationsRequest::default();
    let mut pages = client.export_organizations(request).await.unwrap().into_inner();
    for number in 0..3 {
        let page = pages.message().await.unwrap().unwrap();
        assert_eq!((page.organizations, page.cursor), (vec![masked(); number], number.to_string()));
    }
    assert_eq!(pages.message().await.unwrap(), None);
}
