"use strict";
const {
  sarifOf
} = require("./part-report.cjs");
require("./part-text-2.cjs");
require("./part-base.cjs");
require("./part-text.cjs");
require("./part-runtime.cjs");
module.exports = {
  sarifOf
};
