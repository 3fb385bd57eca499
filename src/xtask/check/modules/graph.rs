//! A graph of modules: its floors and its circles.

use std::collections::{BTreeMap, HashMap, VecDeque};

use petgraph::algo::{condensation, tarjan_scc, toposort};
use petgraph::graph::{DiGraph, NodeIndex};

/// Modules by name, and which imports which.
#[derive(Default)]
pub struct Graph {
    graph: DiGraph<String, String>,
    nodes: BTreeMap<String, NodeIndex>,
}

/// A set of modules of which each can be reached from each.
#[derive(Debug, PartialEq, Eq)]
pub struct Knot {
    /// How many modules are in it.
    pub modules: usize,
    /// The shortest circle in it: the first module is the last one, too.
    pub circle: Vec<String>,
    /// Where each arrow of the circle is written.
    pub places: Vec<String>,
}

impl Graph {
    /// Adds a module, which may be there already.
    pub fn module(&mut self, name: &str) {
        self.node(name);
    }

    /// Adds an arrow, and the place where it is written. The first place stays.
    pub fn arrow(&mut self, from: &str, to: &str, place: &str) {
        let (from, to) = (self.node(from), self.node(to));
        if from != to && self.graph.find_edge(from, to).is_none() {
            self.graph.add_edge(from, to, place.to_owned());
        }
    }

    /// Returns the number of modules.
    pub fn modules(&self) -> usize {
        self.graph.node_count()
    }

    /// Returns the arrows by name, each with its place.
    pub fn arrows(&self) -> Vec<[&str; 3]> {
        let name = |node: NodeIndex| self.graph[node].as_str();
        let ends = |edge| self.graph.edge_endpoints(edge);
        let arrow = |edge| ends(edge).map(|(from, to)| [name(from), name(to), self.graph[edge].as_str()]);
        let mut arrows: Vec<[&str; 3]> = self.graph.edge_indices().filter_map(arrow).collect();
        arrows.sort_unstable();
        arrows
    }

    /// Returns the number of floors: a module stands one above the highest that it imports, all modules of a circle
    /// on one floor.
    pub fn floors(&self) -> usize {
        let acyclic = condensation(self.graph.clone(), true);
        // A condensation has no circle, so there is an order.
        let order = toposort(&acyclic, None).unwrap_or_default();
        let mut floors: HashMap<NodeIndex, usize> = HashMap::new();
        for node in order.into_iter().rev() {
            let below = acyclic.neighbors(node).filter_map(|below| floors.get(&below)).max();
            let floor = below.copied().unwrap_or_default() + 1;
            floors.insert(node, floor);
        }
        floors.into_values().max().unwrap_or_default()
    }

    /// Returns the knots, by the names in their circles.
    pub fn knots(&self) -> Vec<Knot> {
        let components = tarjan_scc(&self.graph).into_iter().filter(|nodes| nodes.len() > 1);
        let mut knots: Vec<Knot> = components.map(|nodes| self.knot(&nodes)).collect();
        knots.sort_by(|a, b| a.circle.cmp(&b.circle));
        knots
    }

    fn node(&mut self, name: &str) -> NodeIndex {
        if let Some(node) = self.nodes.get(name) {
            return *node;
        }
        let node = self.graph.add_node(name.to_owned());
        self.nodes.insert(name.to_owned(), node);
        node
    }

    fn knot(&self, nodes: &[NodeIndex]) -> Knot {
        let mut starts = nodes.to_vec();
        starts.sort_by_key(|node| &self.graph[*node]);
        let circles = starts.iter().filter_map(|start| self.circle(*start));
        // The first of the shortest ones.
        let circle = circles.min_by_key(Vec::len).unwrap_or_default();
        let arrows = circle.iter().zip(circle.iter().skip(1));
        let place = |(from, to): (&NodeIndex, &NodeIndex)| {
            let place = self.graph.find_edge(*from, *to).map(|edge| self.graph[edge].clone());
            format!("{} → {}: {}", self.graph[*from], self.graph[*to], place.unwrap_or_default())
        };
        Knot {
            modules: nodes.len(),
            places: arrows.map(place).collect(),
            circle: circle.iter().map(|node| self.graph[*node].clone()).collect(),
        }
    }

    /// Returns the shortest way from a module back to itself.
    fn circle(&self, start: NodeIndex) -> Option<Vec<NodeIndex>> {
        let mut came_from: HashMap<NodeIndex, NodeIndex> = HashMap::new();
        let mut queue = VecDeque::from([start]);
        while let Some(node) = queue.pop_front() {
            let mut next: Vec<NodeIndex> = self.graph.neighbors(node).collect();
            next.sort_by_key(|node| &self.graph[*node]);
            for below in next {
                if below == start {
                    return Some(way(start, node, &came_from));
                }
                came_from.entry(below).or_insert_with(|| {
                    queue.push_back(below);
                    node
                });
            }
        }
        None
    }
}

/// Returns the way from `start` to `end` by the steps taken, and back to `start`.
fn way(start: NodeIndex, end: NodeIndex, came_from: &HashMap<NodeIndex, NodeIndex>) -> Vec<NodeIndex> {
    let mut way = vec![start];
    let mut at = end;
    while at != start {
        way.push(at);
        at = came_from[&at];
    }
    way.push(start);
    way.reverse();
    way
}

#[cfg(test)]
mod tests {
    use super::Graph;

    fn graph(arrows: &[(&str, &str)]) -> Graph {
        let mut graph = Graph::default();
        arrows.iter().for_each(|(from, to)| graph.arrow(from, to, &format!("{from}.rs:1")));
        graph
    }

    #[test]
    fn layers_have_floors_and_no_knot() {
        let graph = graph(&[("top", "middle"), ("middle", "ground"), ("top", "ground"), ("other", "ground")]);
        assert_eq!((graph.modules(), graph.floors(), graph.knots().len()), (4, 3, 0));
        assert_eq!(graph.arrows()[0], ["middle", "ground", "middle.rs:1"]);
    }

    #[test]
    fn a_circle_is_named_with_its_places_and_is_one_floor() {
        let graph = graph(&[("c", "a"), ("a", "b"), ("b", "c"), ("b", "ground"), ("top", "a")]);
        let knots = graph.knots();
        assert_eq!(knots.len(), 1);
        assert_eq!((knots[0].modules, knots[0].circle.join(" → ").as_str()), (3, "a → b → c → a"));
        assert_eq!(knots[0].places, ["a → b: a.rs:1", "b → c: b.rs:1", "c → a: c.rs:1"]);
        assert_eq!(graph.floors(), 3);
    }

    #[test]
    fn of_a_knot_the_shortest_circle_is_named() {
        let graph = graph(&[("a", "b"), ("b", "c"), ("c", "d"), ("d", "a"), ("d", "c")]);
        let knots = graph.knots();
        assert_eq!((knots.len(), knots[0].modules, knots[0].circle.join(" ")), (1, 4, "c d c".to_owned()));
    }

    #[test]
    fn two_knots_are_two() {
        let graph = graph(&[("a", "b"), ("b", "a"), ("b", "c"), ("c", "d"), ("d", "c")]);
        assert_eq!(graph.knots().len(), 2);
    }

    #[test]
    fn a_module_that_names_itself_is_no_circle() {
        assert_eq!(graph(&[("a", "a")]).knots(), []);
    }
}
