//! Courses, enrolments and hours as their readers may see them.

use fault::Fault;
use intake::page::{self, Binding};
use sqlx::PgConnection;
use talent_domain::training::{Due, due};
use time::Date;
use uow::Call;
use uuid::Uuid;

use super::{is_organiser, limit, of_course, refused, seen, visible};
use crate::store::training::enrolment::{self as enrolments, EnrolmentRow, HoursRow};
use crate::store::training::{self as store, CourseFilter, CourseRow, person};

/// Which course is read, and by whom.
#[derive(Debug)]
pub(crate) struct Get {
    pub(crate) id: Uuid,
    pub(crate) call: Call,
}

/// Which page of which courses.
#[derive(Debug)]
pub(crate) struct List {
    pub(crate) filter: CourseFilter,
    pub(crate) before: Option<Uuid>,
    pub(crate) size: usize,
    pub(crate) binding: Binding,
}

/// A page of courses.
#[derive(Debug)]
pub(crate) struct Listed {
    pub(crate) courses: Vec<CourseRow>,
    pub(crate) next_page_token: String,
}

/// Which enrolment is read, and by whom.
#[derive(Debug)]
pub(crate) struct GetEnrolment {
    pub(crate) course: Uuid,
    pub(crate) id: Uuid,
    pub(crate) call: Call,
}

/// Which page of the enrolments of a course, for whom.
#[derive(Debug)]
pub(crate) struct ListEnrolments {
    pub(crate) course: Uuid,
    pub(crate) call: Call,
    pub(crate) after: Option<Uuid>,
    pub(crate) size: usize,
    pub(crate) binding: Binding,
}

/// A page of enrolments.
#[derive(Debug)]
pub(crate) struct ListedEnrolments {
    pub(crate) enrolments: Vec<EnrolmentRow>,
    pub(crate) next_page_token: String,
}

/// Whose hours between two days, both counted.
#[derive(Debug)]
pub(crate) struct Hours {
    pub(crate) person: Uuid,
    pub(crate) organization: String,
    pub(crate) from: Date,
    pub(crate) to: Date,
    pub(crate) today: Date,
}

/// Whether who leads since a day is due on another.
#[derive(Debug)]
pub(crate) struct Rotation {
    pub(crate) person: Uuid,
    pub(crate) organization: String,
    pub(crate) since: Date,
    pub(crate) on: Date,
    pub(crate) today: Date,
}

/// By when a leader is due.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Turn {
    pub(crate) due: Due,
    pub(crate) overdue: bool,
    /// The last course for leaders since the leader leads.
    pub(crate) last: Option<Date>,
}

pub(crate) async fn get(conn: &mut PgConnection, query: &Get) -> Result<CourseRow, Fault> {
    visible(conn, query.id, &query.call).await
}

pub(crate) async fn list(conn: &mut PgConnection, query: &List) -> Result<Listed, Fault> {
    let mut courses = store::page(conn, &query.filter, query.before, limit(query.size)).await?;
    let next_page_token = page::cut(&mut courses, query.size, &query.binding, |row| row.id.to_string());
    Ok(Listed { courses, next_page_token })
}

/// An enrolment with its course, to the organiser and to the system that made it.
pub(super) async fn readable(
    conn: &mut PgConnection,
    query: &GetEnrolment,
) -> Result<(CourseRow, EnrolmentRow), Fault> {
    let no_enrolment = || refused::no_enrolment(query.course, query.id);
    let course = seen(conn, query.course, &query.call).await?.ok_or_else(no_enrolment)?;
    let row = of_course(conn, (query.course, query.id)).await?;
    let may_see = is_organiser(&query.call, &course) || row.created_by == query.call.actor;
    if may_see { Ok((course, row)) } else { Err(no_enrolment()) }
}

pub(crate) async fn get_enrolment(conn: &mut PgConnection, query: &GetEnrolment) -> Result<EnrolmentRow, Fault> {
    Ok(readable(conn, query).await?.1)
}

pub(crate) async fn list_enrolments(
    conn: &mut PgConnection,
    query: &ListEnrolments,
) -> Result<ListedEnrolments, Fault> {
    let call = &query.call;
    let course = visible(conn, query.course, call).await?;
    let actor = if is_organiser(call, &course) { None } else { Some(call.actor.as_str()) };
    let mut rows = enrolments::page(conn, (course.id, actor), query.after, limit(query.size)).await?;
    let next_page_token = page::cut(&mut rows, query.size, &query.binding, |row| row.id.to_string());
    Ok(ListedEnrolments { enrolments: rows, next_page_token })
}

/// Whoever asks of a person names an organisation that the person is engaged at.
async fn engaged(conn: &mut PgConnection, (person, organization): (Uuid, &str), today: Date) -> Result<(), Fault> {
    if person::engaged(conn, person, organization, today).await? {
        Ok(())
    } else {
        Err(refused::not_engaged(organization))
    }
}

pub(crate) async fn hours(conn: &mut PgConnection, query: &Hours) -> Result<Vec<HoursRow>, Fault> {
    engaged(conn, (query.person, &query.organization), query.today).await?;
    Ok(enrolments::hours(conn, query.person, (query.from, query.to)).await?)
}

pub(crate) async fn rotation(conn: &mut PgConnection, query: &Rotation) -> Result<Turn, Fault> {
    engaged(conn, (query.person, &query.organization), query.today).await?;
    let last = enrolments::last_for_leaders(conn, query.person, query.on).await?;
    let last = last.filter(|last| *last >= query.since);
    let due = due(query.since, last, query.on);
    let due = due.ok_or_else(|| Fault::invalid_field("date", "must be a day on which a rule of rotation holds"))?;
    Ok(Turn { overdue: query.on > due.day, due, last })
}
