// Cedar: every statement becomes a policy in Cedar's language, every layer a policy set that is parsed beforehand. The layers are put together here.
import { preparsePolicySet, statefulIsAuthorized } from '@cedar-policy/cedar-wasm/nodejs';
import { contextOf, run, workloads } from './common.mjs';
import { accountOf, record, translate } from './cedar-translation.mjs';

let sets = 0;

function parse(documents, principal) {
  const policies = {};
  for (const document of documents) {
    for (const statement of [document.Statement].flat()) {
      policies[`p${Object.keys(policies).length}`] = translate(statement, principal);
    }
  }
  const id = `set${sets++}`;
  const answer = preparsePolicySet(id, { staticPolicies: policies });
  if (answer.type === 'failure') {
    throw new Error(answer.errors[0].message);
  }
  return id;
}

function verdict(id, context) {
  const answer = statefulIsAuthorized({
    principal: { type: 'Principal', id: 'caller' },
    action: { type: 'Action', id: 'call' },
    resource: { type: 'Resource', id: 'called' },
    context,
    preparsedPolicySetId: id,
    entities: [],
  });
  if (answer.type === 'failure') {
    throw new Error(answer.errors[0].message);
  }
  const { decision, diagnostics } = answer.response;
  return decision === 'allow' ? 'Allowed' : diagnostics.reason.length > 0 ? 'ExplicitDeny' : 'ImplicitDeny';
}

function ask({ layers, context }) {
  const resource = layers.resource && verdict(layers.resource, context);
  const identity = verdict(layers.identity, context);
  const limits = layers.limits.map(id => verdict(id, context));
  if (resource === 'ExplicitDeny' || identity === 'ExplicitDeny' || limits.includes('ExplicitDeny')) {
    return 'ExplicitDeny';
  }
  const boundary = layers.boundary && verdict(layers.boundary, context);
  if (boundary === 'ExplicitDeny') {
    return boundary;
  }
  const granted = resource === 'Allowed' || (identity === 'Allowed' && (boundary ?? 'Allowed') === 'Allowed');
  return granted && limits.every(limit => limit === 'Allowed') ? 'Allowed' : 'ImplicitDeny';
}

function prepare(workload) {
  const questions = workload.cases.flatMap(({ policies, requests }) => {
    const principal = contextOf(requests[0], workload);
    const layers = {
      identity: parse(policies.identity, principal),
      boundary: policies.permissionsBoundary && parse([policies.permissionsBoundary], principal),
      limits: (policies.serviceControl ?? []).map(level => parse(level, principal)),
      resource: policies.resource && parse([policies.resource], principal),
    };
    return requests.map(request => ({
      request,
      layers,
      context: record({ ...contextOf(request, workload), action: request.action, resource: request.resource, account: accountOf(request.principal.arn) }),
    }));
  });
  return { questions, ask, note: 'translated into its own language; variables of the caller replaced' };
}

await run('Cedar (wasm)', workloads, prepare);
