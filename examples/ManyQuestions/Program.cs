// The same policies asked many questions: in texts, as a grid, and without resources at all.
using System.Collections.Immutable;
using IamSim;
using IamSim.Batches;
using IamSim.Conditions;
using IamSim.Identifiers;
using IamSim.Policies;

PolicyDocument read = PolicyDocument.Parse("""
    {
      "Version": "2012-10-17",
      "Statement": [
        { "Sid": "Read", "Effect": "Allow", "Action": ["s3:Get*", "s3:List*"], "Resource": "*" },
        { "Sid": "OwnQueue", "Effect": "Allow", "Action": "sqs:*", "Resource": "arn:aws:sqs:*:111122223333:${aws:PrincipalTag/team}-*" }
      ]
    }
    """, "read.json");
PolicyDocument write = PolicyDocument.Parse("""
    {
      "Version": "2012-10-17",
      "Statement": { "Sid": "WriteFromOffice", "Effect": "Allow", "Action": "s3:Put*", "Resource": "*",
        "Condition": { "IpAddress": { "aws:SourceIp": "203.0.113.0/24" } } }
    }
    """, "write.json");

// A document that stands in many sets is compiled once.
Principal alice = Principal.Parse("arn:aws:iam::111122223333:user/alice") with { Tags = ImmutableDictionary<string, string>.Empty.Add("team", "orders") };
Principal bob = Principal.Parse("arn:aws:iam::111122223333:user/bob");
Simulator readers = Simulator.Compile(new PolicySet { Identity = [read] });
Simulator writers = Simulator.Compile(new PolicySet { Identity = [read, write] });

Console.WriteLine("In texts: nothing is allocated for an action that was asked about before.");
RequestContext office = RequestContext.Create(("aws:SourceIp", "203.0.113.7"));
Console.WriteLine($"  {writers.Evaluate(bob, "s3:PutObject", "arn:aws:s3:::reports/q1.csv", office)}");
Console.WriteLine($"  {writers.Evaluate(bob, "s3:PutObject"u8, "arn:aws:s3:::reports/q1.csv"u8)}");

Console.WriteLine("As a grid: every caller, action and resource.");
ImmutableArray<GridPrincipal> callers = [new(readers, alice), new(writers, bob) { Context = office }];
var grid = new AccessGrid(callers, ["s3:GetObject", "s3:PutObject", "sqs:SendMessage"], ["arn:aws:s3:::reports/q1.csv", "arn:aws:sqs:eu-west-1:111122223333:orders-in"]);
var decisions = new Decision[grid.Count];
grid.Evaluate(decisions);
for (int caller = 0; caller < callers.Length; caller++)
{
    for (int action = 0; action < grid.Actions.Length; action++)
    {
        IEnumerable<string> row = grid.Resources.Select((_, resource) => $"{decisions[grid.IndexOf(caller, action, resource)].Kind,-12}");
        Console.WriteLine($"  {callers[caller].Principal.Name,-6}{grid.Actions[action],-16}{string.Join(' ', row)}".TrimEnd());
    }
}

Console.WriteLine("Without resources: what is certain whatever the resource and the context.");
var universe = new ActionUniverse(["s3:GetObject", "s3:PutObject", "sqs:SendMessage", "iam:CreateUser", "sts:GetCallerIdentity"]);
PermissionMatrix matrix = universe.ComputeMatrix([new(readers, alice), new(writers, bob)]);
for (int action = 0; action < universe.Actions.Length; action++)
{
    Console.WriteLine($"  {universe.Actions[action],-24}{matrix.Principals[0].Principal.Name} {matrix[0, action],-8} {matrix.Principals[1].Principal.Name} {matrix[1, action]}");
}
