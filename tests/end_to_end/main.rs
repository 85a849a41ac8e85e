//! The program itself, run as people run it: on sites made for one test each, with what it prints
//! and writes compared whole.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]
#![allow(clippy::case_sensitive_file_extension_comparisons, reason = "the program writes them in lower case")]

mod addresses;
mod all_languages;
mod ask;
mod at_the_desk;
mod bad_input;
mod browse;
mod circles;
mod clinics;
mod commands;
mod counted;
mod data;
mod declaration;
mod desk;
mod diagnostics;
mod documentation;
mod edits;
mod every_field;
mod every_language;
mod everywhere;
mod example;
mod first_owner;
mod follow_up;
mod follows;
mod forge;
mod formats;
mod gate;
mod glossary;
mod history;
mod hostile;
mod html;
mod inbox;
mod language_menu;
mod languages;
mod layers;
mod left_out;
mod life;
mod lot;
mod machine;
mod mail;
mod mailbox;
mod mails_in_confidence;
mod markdown;
mod meant;
mod meeting;
mod mistakes;
mod moves;
mod outcome;
mod pages;
mod po;
mod practice;
mod priority;
mod promoted;
mod ranking;
mod read_again;
mod related;
mod request;
mod schema;
mod search;
mod site;
mod translations;
mod uploads;
mod whole_life;
