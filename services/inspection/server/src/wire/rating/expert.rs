//! Experts: requests and replies.

use ::intake::etag::stated_etag;
use ::time::Date;
use fault::Fault;
use inspection_domain::inspector::Post;
use onecode_proto::inspection::v1 as pb;
use seal::Ring;
use uow::Call;
use uuid::Uuid;

use super::name;
use super::round::account;
use crate::ops::rating::{Account, AddPost, CreateExpert, GetExpert, ListExperts, ListedExperts, SeenExpert, TakeOut};
use crate::store::rating::expert::{ExpertFilter, ExpertRow};
use crate::wire::page::{self, Binding};
use crate::wire::violations::Violations;
use crate::wire::{name as names, text, time};

const MOST_FIELDS: usize = 20;

pub(crate) fn create(request: &pb::CreateRatingExpertRequest, ring: &Ring) -> Result<CreateExpert, Fault> {
    let mut violations = Violations::default();
    let empty = pb::RatingExpert::default();
    let source = request.rating_expert.as_ref().unwrap_or(&empty);
    let full_name = text::text(&mut violations, "rating_expert.full_name", &source.full_name, 50);
    let account = account(&mut violations, "rating_expert.account", &source.account);
    if source.fields.len() > MOST_FIELDS {
        violations.note("rating_expert.fields", format_args!("must be at most {MOST_FIELDS}"));
    }
    let mut field =
        |(at, field): (usize, &String)| text::text(&mut violations, &format!("rating_expert.fields[{at}]"), field, 40);
    let fields = source.fields.iter().take(MOST_FIELDS).enumerate().filter_map(&mut field).collect();
    violations.finish(full_name.zip(account).map(|(full_name, account)| CreateExpert {
        ring: ring.clone(),
        full_name,
        account: Account::new(account),
        fields,
    }))
}

pub(crate) fn create_reply(seen: SeenExpert) -> pb::CreateRatingExpertResponse {
    pb::CreateRatingExpertResponse { rating_expert: Some(expert(seen)) }
}

pub(crate) fn add_post(request: &pb::RecordRatingExpertPostRequest, today: Date) -> Result<AddPost, Fault> {
    let mut violations = Violations::default();
    let id = name::parse_expert(&mut violations, "name", &request.name);
    let etag = stated_etag(&mut violations, &request.etag);
    let empty = pb::RatingExpertPost::default();
    let source = request.post.as_ref().unwrap_or(&empty);
    let organization = names::parse_organization(&mut violations, "post.organization", &source.organization);
    let from = time::require_past(&mut violations, "post.valid_from", source.valid_from.as_ref(), today);
    let to = time::parse_date(&mut violations, "post.valid_to", source.valid_to.as_ref());
    if from.zip(to).is_some_and(|(from, to)| to <= from) {
        violations.note("post.valid_to", "must be later than valid_from");
    }
    let read = || {
        let post = Post { organization: organization?, valid_from: from?, valid_to: to };
        Some(AddPost { id: id?, etag: etag?, post })
    };
    violations.finish(read())
}

pub(crate) fn add_post_reply(seen: SeenExpert) -> pb::RecordRatingExpertPostResponse {
    pb::RecordRatingExpertPostResponse { rating_expert: Some(expert(seen)) }
}

pub(crate) fn take_out(request: &pb::EndRatingExpertRequest) -> Result<TakeOut, Fault> {
    let mut violations = Violations::default();
    let id = name::parse_expert(&mut violations, "name", &request.name);
    let etag = stated_etag(&mut violations, &request.etag);
    violations.finish(id.zip(etag).map(|(id, etag)| TakeOut { id, etag }))
}

pub(crate) fn take_out_reply(seen: SeenExpert) -> pb::EndRatingExpertResponse {
    pb::EndRatingExpertResponse { rating_expert: Some(expert(seen)) }
}

pub(crate) fn get(request: &pb::GetRatingExpertRequest, call: &Call, ring: &Ring) -> Result<GetExpert, Fault> {
    let mut violations = Violations::default();
    let id = name::parse_expert(&mut violations, "name", &request.name);
    violations.finish(id.map(|id| GetExpert {
        department: call.department.clone(),
        division: call.division.clone(),
        id,
        ring: ring.clone(),
        personal: call.reveals,
    }))
}

pub(crate) fn get_reply(seen: SeenExpert) -> pb::GetRatingExpertResponse {
    pb::GetRatingExpertResponse { rating_expert: Some(expert(seen)) }
}

pub(crate) fn list(request: &pb::ListRatingExpertsRequest, call: &Call, ring: &Ring) -> Result<ListExperts, Fault> {
    let mut violations = Violations::default();
    let bare = pb::ListRatingExpertsRequest { page_size: 0, page_token: String::new(), ..request.clone() };
    let binding = Binding::new(call, &bare);
    let field = text::optional(&mut violations, "field", &request.field, 40);
    let size = page::size(&mut violations, request.page_size, 100, 200);
    let after = binding.key(&mut violations, &request.page_token).and_then(|id| Uuid::try_parse(&id).ok());
    violations.finish(field.map(|field| ListExperts {
        filter: ExpertFilter {
            department: call.department.clone(),
            division: call.division.clone(),
            field,
            include_ended: request.include_ended,
        },
        after: after.unwrap_or_default(),
        size,
        binding,
        ring: ring.clone(),
        personal: call.reveals,
    }))
}

pub(crate) fn list_reply(listed: ListedExperts) -> pb::ListRatingExpertsResponse {
    pb::ListRatingExpertsResponse {
        rating_experts: listed.experts.into_iter().map(expert).collect(),
        next_page_token: listed.next_page_token,
    }
}

fn expert(seen: SeenExpert) -> pb::RatingExpert {
    let SeenExpert { row, full_name, account, posts } = seen;
    let post = |post: &Post| pb::RatingExpertPost {
        organization: names::organization(post.organization),
        valid_from: Some(time::date(post.valid_from)),
        valid_to: post.valid_to.map(time::date),
    };
    pb::RatingExpert {
        name: name::expert(row.id),
        department: names::department(&row.department),
        division: row.division.clone(),
        full_name,
        account: account.map(Account::reveal).unwrap_or_default(),
        fields: row.fields.clone(),
        posts: posts.iter().map(post).collect(),
        end_date: row.ended_on.map(time::date),
        create_time: Some(time::timestamp(row.created_at)),
        etag: etag_of(&row),
    }
}

/// The etag of an expert as it stands.
pub(crate) fn etag_of(row: &ExpertRow) -> String {
    crate::wire::etag(&name::expert(row.id), row.revision)
}
