mod bundles;
mod files;
