// One table: what each engine takes for a request, as a multiple of IamSim.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import { workloads } from './common.mjs';

const work = new URL('work/', import.meta.url);
const ours = new Map();
for (const name of workloads) {
  const file = new URL(`iamsim-${name}.txt`, work);
  const lines = existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n').map(line => line.split(' ')) : [];
  ours.set(name, Number(lines.filter(([body]) => body !== 'Naive' && body !== 'Prepared').map(([, nanoseconds]) => nanoseconds).sort((a, b) => a - b)[0]));
}

const results = readdirSync(work).filter(file => file.startsWith('result-')).sort().flatMap(file => JSON.parse(readFileSync(new URL(file, work), 'utf8')));
const peers = [...new Set(results.map(result => result.peer))];
const number = value => value.toLocaleString('en-US', { maximumFractionDigits: value < 100 ? 1 : 0 });
const notes = new Set();

function cell(peer, workload) {
  const result = results.find(one => one.peer === peer && one.workload === workload);
  if (!result || result.cannot) {
    notes.add(`${peer}, ${workload}: not measured: ${result?.cannot ?? 'no result'}`);
    return '–';
  }
  if (result.note) {
    notes.add(`${peer}: ${result.note}`);
  }
  if (result.differing > 0) {
    notes.add(`${peer}, ${workload}: ${result.differing} of ${result.checked} answers differ: ${result.example}`);
  }
  return `${number(result.nanoseconds / ours.get(workload))} × (${number(result.nanoseconds)})${result.differing > 0 ? ' †' : ''}`;
}

console.log(`Processor time for a request as a multiple of IamSim's, in brackets in nanoseconds; best of several rounds. † some answers differ. Load ${loadavg()[0]}, node ${process.version}.\n`);
console.log(`| | IamSim, ns | ${peers.join(' | ')} |`);
console.log(`| --- | ---: | ${peers.map(() => '---:').join(' | ')} |`);
for (const workload of workloads) {
  console.log(`| ${workload} | ${number(ours.get(workload))} | ${peers.map(peer => cell(peer, workload)).join(' | ')} |`);
}
console.log();
for (const note of notes) {
  console.log(`- ${note}`);
}
