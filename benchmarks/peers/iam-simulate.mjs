// iam-simulate in two ways: its public function, and its engine with the policies loaded beforehand, which is not part of what it exports.
import { runSimulation } from '@cloud-copilot/iam-simulate';
import { contextOf, run, workloads } from './common.mjs';

const inside = new URL('node_modules/@cloud-copilot/iam-simulate/dist/esm/', import.meta.url);
const { authorize } = await import(new URL('core_engine/CoreSimulatorEngine.js', inside));
const { AwsRequestImpl } = await import(new URL('request/request.js', inside));
const { DiscoveryContextKeyConstraints } = await import(new URL('context_keys/discoveryContextKeyConstraints.js', inside));
const { RequestContextImpl } = await import(new URL('requestContext.js', inside));
const { loadPolicy } = await import(new URL('node_modules/@cloud-copilot/iam-policy/dist/esm/index.js', import.meta.url));

const answers = { Allowed: 'Allowed', ImplicitlyDenied: 'ImplicitDeny', ExplicitlyDenied: 'ExplicitDeny' };

function layers(policies, load) {
  const named = (prefix, documents) => documents.map((document, i) => load(document, `${prefix}${i}`));
  return {
    identity: named('identity', policies.identity ?? []),
    boundary: policies.permissionsBoundary ? named('boundary', [policies.permissionsBoundary]) : undefined,
    levels: (policies.serviceControl ?? []).map((level, i) => ({ orgIdentifier: `level${i}`, policies: named(`level${i}-`, level) })),
    resource: policies.resource,
  };
}

function publicCall(workload) {
  const questions = workload.cases.flatMap(({ policies, requests }) => {
    const set = layers(policies, (policy, name) => ({ name, policy }));
    return requests.map(request => ({
      request,
      simulation: {
        request: {
          principal: request.principal.arn,
          action: request.action,
          resource: { resource: request.resource, accountId: request.resourceAccount },
          contextVariables: contextOf(request, workload),
        },
        identityPolicies: set.identity,
        serviceControlPolicies: set.levels,
        resourceControlPolicies: [],
        resourcePolicy: set.resource,
        permissionBoundaryPolicies: set.boundary,
      },
    }));
  });
  const ask = async ({ simulation }) => {
    const result = await runSimulation(simulation, {});
    if (result.resultType === 'error') {
      throw new Error(`it refuses the input: ${result.errors.message}`);
    }
    return answers[result.overallResult];
  };
  return { questions, ask };
}

function preloaded(workload) {
  const questions = workload.cases.flatMap(({ policies, requests }) => {
    const set = layers(policies, (policy, name) => loadPolicy(policy, { name }));
    const resourcePolicy = set.resource && loadPolicy(set.resource, { name: 'resource' });
    return requests.map(request => ({
      request,
      call: () => ({
        request: new AwsRequestImpl(
          request.principal.arn,
          { resource: request.resource, accountId: request.resourceAccount },
          request.action,
          new RequestContextImpl(contextOf(request, workload)),
          request.resource === '*'),
        sessionPolicy: undefined,
        identityPolicies: set.identity,
        serviceControlPolicies: set.levels,
        resourceControlPolicies: [],
        resourcePolicy,
        permissionBoundaries: set.boundary,
        vpcEndpointPolicies: undefined,
        simulationParameters: { simulationMode: 'Strict', discoveryContextKeyConstraints: new DiscoveryContextKeyConstraints() },
      }),
    }));
  });
  return { questions, ask: ({ call }) => answers[authorize(call()).result] };
}

await run('iam-simulate, policies loaded', workloads, preloaded);
await run('iam-simulate, public function', workloads, publicCall);
