// The builder numbers the modules by a hash of their names, and one of these is the folder's
// own path: in order of use, the same source gives the same files wherever it is built.
module.exports = { optimization: { moduleIds: "natural" } };
