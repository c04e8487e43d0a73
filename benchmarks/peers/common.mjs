// What every peer needs: the workloads, a clock and a line of the result.
import { readFileSync, writeFileSync } from 'node:fs';

const leastRounds = 5;
const roundSeconds = 0.5;
const seconds = 8;

export function read(name) {
  return JSON.parse(readFileSync(new URL(`work/${name}.json`, import.meta.url), 'utf8'));
}

// The processor time of this process: what others do beside it does not count.
function now() {
  const usage = process.cpuUsage();
  return (usage.user + usage.system) * 1e3;
}

// Checks the answers and measures, both on as many requests as the time allows. Returns the best round.
export async function measure(questions, ask) {
  let differing = 0;
  let checked = 0;
  let example = '';
  const start = now();
  for (const question of questions) {
    const answer = await ask(question);
    checked++;
    if (answer !== question.request.expected) {
      differing++;
      example ||= `${question.request.action} on ${question.request.resource} is ${answer}, not ${question.request.expected}`;
    }
    if (now() - start > seconds * 1e9 && checked >= 10) {
      break;
    }
  }

  // The requests of a round lie as evenly among all as they come.
  const cost = (now() - start) / checked;
  const size = Math.max(1, Math.min(checked, Math.floor((roundSeconds * 1e9) / cost)));
  const round = Array.from({ length: size }, (_, i) => questions[Math.floor((i * checked) / size)]);
  let best = Infinity;
  const began = now();
  for (let i = 0; i < leastRounds || now() - began < seconds * 1e9; i++) {
    const before = now();
    for (const question of round) {
      await ask(question);
    }
    best = Math.min(best, (now() - before) / size);
  }

  return { nanoseconds: best, checked, differing, example };
}

// Measures each workload that the peer can express; why it cannot do another is what 'prepare' throws.
export async function run(peer, workloads, prepare) {
  const results = [];
  for (const name of workloads) {
    try {
      const { questions, ask, note } = await prepare(read(name), name);
      results.push({ peer, workload: name, note, ...(await measure(questions, ask)) });
    } catch (error) {
      results.push({ peer, workload: name, cannot: error.message.split('\n')[0] });
    }
    console.error(`${peer} ${name}`);
  }
  writeFileSync(new URL(`work/result-${peer.replaceAll(/\W+/g, '-')}.json`, import.meta.url), JSON.stringify(results));
}

export function list(value) {
  return value === undefined ? [] : Array.isArray(value) ? value : [value];
}

// A request with everything that the library derives from its principal written down.
export function contextOf(request, workload) {
  const [, , , , account, rest] = request.principal.arn.split(':');
  const role = rest.startsWith('assumed-role/') ? rest.split('/')[1] : null;
  const derived = {
    'aws:PrincipalArn': role ? `arn:aws:iam::${account}:role/${role}` : request.principal.arn,
    'aws:PrincipalAccount': account,
    'aws:ResourceAccount': request.resourceAccount,
    'aws:ViaAWSService': 'false',
    'aws:CurrentTime': workload.now,
    'aws:PrincipalOrgID': workload.organization,
  };
  for (const [key, value] of Object.entries(request.principal.tags ?? {})) {
    derived[`aws:PrincipalTag/${key}`] = value;
  }
  return { ...derived, ...request.context };
}

export const workloads = ['W1', 'W2', 'W3', 'W4', 'W5-10', 'W5-100', 'W5-1000'];
