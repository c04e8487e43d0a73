// casbin with its own patterns: a rule for each action and resource of a statement.
import { newEnforcer, newModelFromString } from 'casbin';
import { list, run, workloads } from './common.mjs';

const model = `
[request_definition]
r = act, obj
[policy_definition]
p = act, obj, eft
[policy_effect]
e = some(where (p.eft == allow)) && !some(where (p.eft == deny))
[matchers]
m = keyMatch(r.act, p.act) && regexMatch(r.obj, p.obj)
`;

function expression(pattern) {
  return `^${pattern.replaceAll(/[.+^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*').replaceAll('?', '.')}$`;
}

async function prepare(workload) {
  const [{ policies, requests }] = workload.cases;
  if (Object.keys(policies).some(kind => kind !== 'identity')) {
    throw new Error('it has no layers that limit each other');
  }
  const statements = policies.identity.flatMap(document => list(document.Statement));
  if (statements.some(statement => statement.Condition)) {
    throw new Error('it has no conditions with absent keys, sets or variables');
  }
  const enforcer = await newEnforcer(newModelFromString(model));
  for (const statement of statements) {
    for (const action of list(statement.Action)) {
      for (const resource of list(statement.Resource)) {
        await enforcer.addPolicy(action, expression(resource), statement.Effect.toLowerCase());
      }
    }
  }
  // It answers yes or no: which deny it was, it does not say.
  const questions = requests.map(request => ({ request: { ...request, expected: request.expected === 'Allowed' } }));
  return { questions, ask: ({ request }) => enforcer.enforceSync(request.action, request.resource), note: 'answers allowed or not, no kinds of denial' };
}

await run('casbin', workloads, prepare);
