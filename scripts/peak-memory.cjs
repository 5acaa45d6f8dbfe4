// Preloaded into a measured process: writes the most memory it took, in MB, to the file that PEAK_MEMORY names.
const { writeFileSync } = require('node:fs');

process.on('exit', () => writeFileSync(process.env.PEAK_MEMORY, String(process.resourceUsage().maxRSS / 1024)));
