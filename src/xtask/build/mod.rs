//! What is made of the sources: the engine, the widget, the demo site and that of the tests, the playground, the native command.

pub mod command;
pub mod demo;
pub mod dist;
pub mod engine;
pub mod playground;
pub mod site;
pub mod widget;
