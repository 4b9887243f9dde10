//! The content of an application at rest: what anybody may read in the open, what is about persons apart, to be sealed.

use fault::Fault;
use onecode_proto::registry::v1 as pb;
use onecode_proto::registry::v1::application::Content as Kind;
use prost::Message;

/// What is applied for, in its two halves.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Content {
    open: Kind,
    personal: Option<Kind>,
}

impl Content {
    /// Takes the persons out of a content.
    pub(crate) fn of(stated: Kind) -> Self {
        let mut open = stated;
        let personal = match &mut open {
            Kind::Establishment(content) => {
                let leaders = std::mem::take(&mut content.leaders);
                let contact_phone = std::mem::take(&mut content.contact_phone);
                let apart = pb::EstablishmentContent { leaders, contact_phone, ..pb::EstablishmentContent::default() };
                Some(Kind::Establishment(apart))
            }
            Kind::Change(content) => content.legal_representative.take().map(|appointment| {
                let legal_representative = Some(appointment);
                Kind::Change(pb::ChangeContent { legal_representative, ..pb::ChangeContent::default() })
            }),
            Kind::Deregistration(_)
            | Kind::SimplifiedDeregistration(_)
            | Kind::Branch(_)
            | Kind::Charter(_)
            | Kind::Conversion(_) => None,
        };
        Self { open, personal }
    }

    /// What lies in the open.
    pub(crate) fn encode_open(&self) -> Vec<u8> {
        encode(&self.open)
    }

    /// What is to be sealed, if anything.
    pub(crate) fn encode_personal(&self) -> Option<Vec<u8>> {
        self.personal.as_ref().map(encode)
    }

    /// Reads it back.
    ///
    /// # Errors
    /// What is stored is not what was stored; our mistake.
    pub(crate) fn restore(open: &[u8], personal: Option<&[u8]>) -> Result<Self, Fault> {
        Ok(Self { open: decode(open)?, personal: personal.map(decode).transpose()? })
    }

    /// The whole content.
    pub(crate) fn whole(&self) -> Kind {
        let mut whole = self.open.clone();
        match (&mut whole, &self.personal) {
            (Kind::Establishment(content), Some(Kind::Establishment(apart))) => {
                content.leaders.clone_from(&apart.leaders);
                content.contact_phone.clone_from(&apart.contact_phone);
            }
            (Kind::Change(content), Some(Kind::Change(apart))) => {
                content.legal_representative.clone_from(&apart.legal_representative);
            }
            _ => {}
        }
        whole
    }

    /// The half that lies in the open.
    pub(crate) fn open(&self) -> &Kind {
        &self.open
    }

    /// Accounts of the persons who are officials.
    pub(crate) fn official_accounts(&self) -> Vec<String> {
        let appointments: Vec<&pb::Appointment> = match &self.personal {
            Some(Kind::Establishment(apart)) => apart.leaders.iter().collect(),
            Some(Kind::Change(apart)) => apart.legal_representative.iter().collect(),
            _ => Vec::new(),
        };
        let officers = appointments.into_iter().filter_map(|appointment| appointment.officer.as_ref());
        officers.map(|officer| officer.official_account.trim().to_owned()).filter(|it| !it.is_empty()).collect()
    }
}

fn encode(content: &Kind) -> Vec<u8> {
    pb::Application { content: Some(content.clone()), ..pb::Application::default() }.encode_to_vec()
}

fn decode(bytes: &[u8]) -> Result<Kind, Fault> {
    let message = pb::Application::decode(bytes).map_err(Fault::internal)?;
    message.content.ok_or_else(|| Fault::internal("an application is stored without content"))
}
