//! A screen reader in small: what the program tells AT-SPI of its window, and what it can be told to do there. Knows
//! nothing of the window but roles and names.

use std::time::{Duration, Instant};

use serde::Serialize;
use zbus::zvariant::{DynamicType, OwnedObjectPath, OwnedValue};
use zbus::{Connection, Message};

use crate::{PATIENCE, until};

/// Somebody who listens to a window.
pub(crate) struct Reader {
    accessibility: Connection,
}

/// What something is, of the kinds of `AtspiRole` that are asked for here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Role {
    Button,
    Field,
    /// A field that does not show what is written into it.
    Secret,
    Tab,
    Other(u32),
}

impl Role {
    fn from_number(number: u32) -> Self {
        match number {
            37 => Self::Tab,
            40 => Self::Secret,
            43 => Self::Button,
            79 => Self::Field,
            other => Self::Other(other),
        }
    }
}

/// Something in a window.
#[derive(Clone, Debug)]
pub(crate) struct Node {
    place: Place,
    role: Role,
    name: String,
    /// A bit for each number of `AtspiStateType`.
    states: u64,
}

/// Who answers for it, and where.
type Place = (String, OwnedObjectPath);

impl Reader {
    /// Switches accessibility on for a session bus, as a screen reader does when it starts.
    pub(crate) async fn on(session_bus: &str) -> Self {
        let session = connect(session_bus).await;
        let bus = ("org.a11y.Bus".to_owned(), path("/org/a11y/bus"));
        let on = zbus::zvariant::Value::from(true);
        let is_enabled = ("org.a11y.Status", "IsEnabled", on);
        call(&session, &bus, PROPERTIES, "Set", &is_enabled)
            .await
            .unwrap();
        let address = call(&session, &bus, "org.a11y.Bus", "GetAddress", &())
            .await
            .unwrap();
        let address: String = address.body().deserialize().unwrap();
        Self {
            accessibility: connect(&address).await,
        }
    }

    /// Waits for something that can be used, and gives it.
    pub(crate) async fn find(&self, role: Role, name: &str) -> Node {
        let (mut found, mut seen) = (None, Vec::new());
        let deadline = Instant::now() + PATIENCE;
        while found.is_none() {
            assert!(
                Instant::now() < deadline,
                "there is no {role:?} {name:?} that can be used among {seen:#?}"
            );
            seen = self.nodes().await;
            let is_it = |node: &&Node| node.is(role, name) && node.has(SENSITIVE);
            found = seen.iter().find(is_it).cloned();
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        found.unwrap()
    }

    /// Presses a button or opens a page.
    pub(crate) async fn press(&self, role: Role, name: &str) {
        let node = self.find(role, name).await;
        let done = self.call(&node.place, "Action", "DoAction", &0_i32).await;
        let done: bool = done.unwrap().body().deserialize().unwrap();
        assert!(done, "{node:?} cannot be pressed");
    }

    /// Writes into a field, in place of what is in it, and waits until it says so.
    pub(crate) async fn fill(&self, role: Role, name: &str, text: &str) {
        let node = self.find(role, name).await;
        let done = self
            .call(&node.place, "EditableText", "SetTextContents", &text)
            .await;
        let done: bool = done.unwrap().body().deserialize().unwrap();
        assert!(done, "{node:?} cannot be written into");
        let is_secret = role == Role::Secret;
        until(&format!("{name:?} says what was written"), async || {
            let said = self.text_of(&node).await;
            if is_secret {
                // Not even to a screen reader.
                assert_ne!(said, text);
                said.chars().count() == text.chars().count()
            } else {
                said == text
            }
        })
        .await;
    }

    /// What a field says.
    pub(crate) async fn text_of(&self, node: &Node) -> String {
        let said = self
            .call(&node.place, "Text", "GetText", &(0_i32, -1_i32))
            .await;
        said.unwrap().body().deserialize().unwrap()
    }

    /// Everything in every window, in the order in which it is read out.
    async fn nodes(&self) -> Vec<Node> {
        let root = path("/org/a11y/atspi/accessible/root");
        let mut nodes = Vec::new();
        let mut next = vec![("org.a11y.atspi.Registry".to_owned(), root)];
        while let Some(place) = next.pop() {
            // What has gone since it was told of is no more to be read.
            if let Ok((node, children)) = self.look(place).await {
                nodes.push(node);
                next.extend(children.into_iter().rev());
            }
        }
        nodes
    }

    async fn look(&self, place: Place) -> zbus::Result<(Node, Vec<Place>)> {
        let name = (ACCESSIBLE, "Name");
        let name = call(&self.accessibility, &place, PROPERTIES, "Get", &name).await?;
        let name: OwnedValue = name.body().deserialize()?;
        let role = self.call(&place, "Accessible", "GetRole", &()).await?;
        let role: u32 = role.body().deserialize()?;
        let states = self.call(&place, "Accessible", "GetState", &()).await?;
        let states: Vec<u32> = states.body().deserialize()?;
        let children = self.call(&place, "Accessible", "GetChildren", &()).await?;
        let children = children.body().deserialize()?;
        let node = Node {
            name: name.try_into()?,
            role: Role::from_number(role),
            states: states
                .iter()
                .rev()
                .fold(0, |all, half| (all << 32) | u64::from(*half)),
            place,
        };
        Ok((node, children))
    }

    async fn call(
        &self,
        place: &Place,
        interface: &str,
        method: &str,
        body: &(impl Serialize + DynamicType),
    ) -> zbus::Result<Message> {
        let interface = format!("org.a11y.atspi.{interface}");
        call(&self.accessibility, place, &interface, method, body).await
    }
}

impl Node {
    fn is(&self, role: Role, name: &str) -> bool {
        self.role == role && self.name == name
    }

    fn has(&self, state: u32) -> bool {
        self.states & (1 << state) != 0
    }
}

async fn connect(address: &str) -> Connection {
    let builder = zbus::connection::Builder::address(address).unwrap();
    builder.build().await.unwrap()
}

async fn call(
    bus: &Connection,
    (owner, path): &Place,
    interface: &str,
    method: &str,
    body: &(impl Serialize + DynamicType),
) -> zbus::Result<Message> {
    let answer = bus.call_method(Some(owner.as_str()), path, Some(interface), method, body);
    let answer = tokio::time::timeout(PATIENCE, answer).await;
    answer.unwrap_or_else(|_| panic!("{owner} does not answer {interface}.{method}"))
}

fn path(path: &str) -> OwnedObjectPath {
    path.to_owned().try_into().unwrap()
}

const ACCESSIBLE: &str = "org.a11y.atspi.Accessible";
const PROPERTIES: &str = "org.freedesktop.DBus.Properties";
/// `ATSPI_STATE_SENSITIVE`: it can be used.
const SENSITIVE: u32 = 24;
