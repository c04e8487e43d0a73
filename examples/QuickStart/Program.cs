// <readme>
using IamSim;
using IamSim.Policies;

string identity = """{ "Version": "2012-10-17", "Statement": { "Sid": "Orders", "Effect": "Allow", "Action": "dynamodb:*", "Resource": "*" } }""";
string boundary = """{ "Version": "2012-10-17", "Statement": { "Sid": "ReadOnly", "Effect": "Allow", "Action": "dynamodb:Get*", "Resource": "*" } }""";
var policies = new PolicySet { Identity = [PolicyDocument.Parse(identity, "alice.json")], PermissionsBoundary = PolicyDocument.Parse(boundary, "boundary.json") };
var request = new AccessRequest("arn:aws:iam::111122223333:user/alice", "dynamodb:DeleteTable", "arn:aws:dynamodb:eu-west-1:111122223333:table/orders");
Simulator simulator = Simulator.Compile(policies);
Console.WriteLine(simulator.Evaluate(request).Kind);
Console.WriteLine(simulator.Explain(request));
// </readme>

// A policy set is a record: "with" makes a what-if without touching the first one.
Simulator withoutBoundary = Simulator.Compile(policies with { PermissionsBoundary = null });
Console.WriteLine($"Without the boundary: {withoutBoundary.Evaluate(request)}");
