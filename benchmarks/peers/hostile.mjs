// Gives hostile inputs to every engine, each in a process of its own that is killed after eight seconds, and prints a table.
// Usage: node hostile.mjs RELIABILITY, the built program of tests/IamSim.Reliability
import { execFileSync, spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import { inputs } from './hostile-inputs.mjs';

const patience = 8000;
const [reliability] = process.argv.slice(2);
const engines = ['iam-simulate', 'cedar-wasm', 'casbin'];

const scenarios = new URL('work/hostile.ndjson', import.meta.url).pathname;
writeFileSync(scenarios, Object.entries(inputs).map(([id, { scenario }]) => `${JSON.stringify({ id, ...scenario })}\n`).join(''));
const ours = execFileSync(reliability, ['answer', scenarios], { encoding: 'utf8' }).trim().split('\n').map(line => JSON.parse(line));

function time(milliseconds) {
  return milliseconds < 1 ? `${Math.round(milliseconds * 1000)} µs` : `${milliseconds < 10 ? milliseconds.toFixed(1) : Math.round(milliseconds)} ms`;
}

function ask(engine, name, { scenario, cedar }) {
  if (engine === 'cedar-wasm' && !cedar) {
    return 'cannot be said in it';
  }
  if (engine === 'casbin' && scenario.policies.identity.some(policy => policy.Statement.some(statement => !statement || statement.Condition))) {
    return 'cannot be said in it';
  }
  const child = spawnSync(process.execPath, ['--no-turbo-inline-js-wasm-calls', 'hostile-one.mjs', engine, name], { cwd: new URL('.', import.meta.url).pathname, timeout: patience, encoding: 'utf8', killSignal: 'SIGKILL' });
  if (child.error?.code === 'ETIMEDOUT') {
    return '**hangs**, stopped after 8 s';
  }
  try {
    const { outcome, milliseconds } = JSON.parse(child.stdout.trim().split('\n').at(-1));
    return `${outcome.startsWith('throws') ? `**${outcome}**` : outcome}, ${time(milliseconds)}`.replaceAll('|', '\\|');
  } catch {
    return `**the process ends** (${child.signal ?? `exit code ${child.status}`})`;
  }
}

console.log(`| Input | IAM answers | IamSim | ${engines.join(' | ')} |`);
console.log(`| --- | --- | --- | ${engines.map(() => '---').join(' | ')} |`);
let wrong = 0;
for (const [number, [name, input]] of Object.entries(inputs).entries()) {
  const own = ours[number];
  const right = input.expected === 'error' ? own.decision === 'Unsupported' && own.note : own.decision === input.expected;
  wrong += right ? 0 : 1;
  const said = `${own.note ? `error: ${own.note}` : own.decision}, ${time(own.microseconds / 1000)}`;
  const others = engines.map(engine => ask(engine, name, input));
  console.log(`| ${name} | ${input.expected === 'error' ? 'refuses to save it' : input.expected} | ${right ? said : `**WRONG: ${said}**`} | ${others.join(' | ')} |`);
}
console.log(`\nLoad of the machine at the end: ${loadavg()[0].toFixed(1)}.`);
process.exitCode = wrong === 0 ? 0 : 1;
