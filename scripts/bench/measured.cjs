// Preloaded into a measured process: writes what it took (seconds of processor time, MB of memory at most) to the file that MEASURED
// names.
const { writeFileSync } = require('node:fs');

const { MEASURED } = process.env;
if (MEASURED === undefined) throw new Error('MEASURED names no file');

process.on('exit', () => {
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
  writeFileSync(MEASURED, JSON.stringify({ cpu: (userCPUTime + systemCPUTime) / 1e6, memory: maxRSS / 1024 }));
});
