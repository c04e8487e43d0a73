// One hostile input for one engine, in a process that hostile.mjs may have to kill. Prints the outcome and the time as JSON.
// Usage: node hostile-one.mjs ENGINE INPUT
import { inputs } from './hostile-inputs.mjs';

const [engine, name] = process.argv.slice(2);
const { scenario, cedar } = inputs[name];
const { request, policies } = scenario;

const engines = {
  async 'iam-simulate'() {
    const { runSimulation } = await import('@cloud-copilot/iam-simulate');
    const simulation = {
      request: { principal: request.principal, action: request.action, resource: { resource: request.resource, accountId: '111122223333' }, contextVariables: request.context ?? {} },
      identityPolicies: policies.identity.map((policy, i) => ({ name: `p${i}`, policy })),
      serviceControlPolicies: [],
      resourceControlPolicies: [],
    };
    return async () => {
      const result = await runSimulation(simulation, {});
      return result.resultType === 'error' ? `refuses it: ${result.errors.message}` : result.overallResult;
    };
  },
  async 'cedar-wasm'() {
    const { isAuthorized } = await import('@cedar-policy/cedar-wasm/nodejs');
    return () => {
      const answer = isAuthorized({
        principal: { type: 'Principal', id: 'caller' },
        action: { type: 'Action', id: 'call' },
        resource: { type: 'Resource', id: 'called' },
        context: cedar.context ?? { resource: request.resource },
        policies: { staticPolicies: { p: cedar.policy } },
        entities: [],
      });
      return answer.type === 'failure' ? `refuses it: ${answer.errors[0].message}` : answer.response.decision === 'allow' ? 'Allowed' : 'Denied';
    };
  },
  async casbin() {
    const { newEnforcer, newModelFromString } = await import('casbin');
    const enforcer = await newEnforcer(newModelFromString(`
[request_definition]
r = act, obj
[policy_definition]
p = act, obj
[policy_effect]
e = some(where (p.eft == allow))
[matchers]
m = keyMatch(r.act, p.act) && globMatch(r.obj, p.obj)
`));
    for (const statement of policies.identity.flatMap(policy => [policy.Statement].flat())) {
      await enforcer.addPolicy(statement.Action, statement.Resource);
    }
    return () => (enforcer.enforceSync(request.action, request.resource) ? 'Allowed' : 'Denied');
  },
};

const repetitions = 20;

const ask = await engines[engine]();
const start = performance.now();
let outcome;
try {
  outcome = await ask();
} catch (error) {
  outcome = `throws ${error.constructor.name}: ${error.message.split('\n')[0]}`;
}
let milliseconds = performance.now() - start;
// The first call is the dearest; where there is one answer there are more, and their median counts.
if (!outcome.startsWith('throws')) {
  const times = [];
  for (let i = 0; i < repetitions; i++) {
    const before = performance.now();
    await ask();
    times.push(performance.now() - before);
  }
  milliseconds = times.sort((a, b) => a - b)[repetitions / 2];
}
// Whether it still answers afterwards what it answered before.
let after = '';
if (outcome.startsWith('throws') && engine === 'cedar-wasm') {
  const { isAuthorized } = await import('@cedar-policy/cedar-wasm/nodejs');
  try {
    isAuthorized({ principal: { type: 'P', id: 'p' }, action: { type: 'Action', id: 'a' }, resource: { type: 'R', id: 'r' }, context: {}, policies: { staticPolicies: { p: 'permit(principal, action, resource);' } }, entities: [] });
  } catch {
    after = '; every call after it throws too';
  }
}
console.log(JSON.stringify({ outcome: `${outcome}${after}`, milliseconds }));
