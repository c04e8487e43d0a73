using System.Collections.Immutable;
using System.Globalization;
using IamSim.Identifiers;

namespace IamSim.Environments.Tests;

/// <summary>What is certain while parameters are open is so whatever they are given as.</summary>
public sealed class OpenValuesAgreeWithGivenOnes
{
    private static readonly Principal Alice = Principal.Parse("arn:aws:iam::111122223333:user/alice");

    // Deployed under a condition.
    private static readonly Principal Bob = Principal.Parse("arn:aws:iam::111122223333:user/bob");

    private static readonly Dictionary<string, string[]> Values = new(StringComparer.Ordinal)
    {
        ["E"] = ["Allow", "Deny"],
        ["A"] = ["s3:GetObject", "s3:*", "s3:PutObject", "*", "ec2:RunInstances"],
        ["R"] = ["arn:aws:s3:::a/*", "arn:aws:s3:::*", "*", "arn:aws:s3:::b/x"],
        ["N"] = ["a", "b", "*", "c"],
        ["V"] = ["alice", "bob"],
    };

    private static readonly string[] Effects = ["Allow", "Deny", "!Ref E", "!If [C, Deny, Allow]"];
    private static readonly string[] Actions = ["\"s3:*\"", "s3:GetObject", "!Ref A", "[s3:PutObject, !Ref A]", "[s3:DeleteObject, s3:GetObject]", "!If [C, \"s3:*\", \"s3:Get*\"]", "[s3:DeleteObject, !If [D, \"s3:G?tObject\", !If [C, \"s3:Get*\", !Ref A]]]", "[s3:GetObject, !If [C, s3:PutObject, !Ref AWS::NoValue]]"];
    private static readonly string[] Resources = ["\"*\"", "arn:aws:s3:::a/*", "!Ref R", "!Sub \"arn:aws:s3:::${N}/*\"", "[arn:aws:s3:::b/*, !Sub \"arn:aws:s3:::${N}/x\"]", "!If [C, arn:aws:s3:::a/*, arn:aws:s3:::b/*]", "!If [D, \"arn:aws:s3:::*/x\", arn:aws:s3:::b/x]"];
    private static readonly string[] Conditions = ["", "", ", Condition: { StringEquals: { aws:username: !Ref V } }", ", Condition: { StringEquals: { aws:username: [bob, !Ref V] }, StringLike: { aws:username: \"a*\" } }", ", Condition: { StringNotEquals: { aws:username: !Ref V } }", ", Condition: { StringEquals: { aws:username: !If [C, [alice, bob], carol] } }", ", Condition: !If [D, { StringEquals: { aws:username: carol } }, !Ref AWS::NoValue]"];

    [Fact]
    public void Allowed_and_denied_stay_so() => RandomSeeds.Check(60, static seed =>
    {
        var random = new Random(seed);
        string template = Template(random);
        var open = new EnvironmentAnalyzer(CloudFormationTests.Load(template, new EnvironmentLoadOptions { AccountId = "111122223333" }));
        for (int assignment = 0; assignment < 6; assignment++)
        {
            ImmutableDictionary<string, string> parameters = Values.ToImmutableDictionary(static pair => pair.Key, pair => Pick(random, pair.Value));
            var given = new EnvironmentAnalyzer(CloudFormationTests.Load(template, new EnvironmentLoadOptions { AccountId = "111122223333", Parameters = parameters }));
            foreach (string action in new[] { "s3:GetObject", "s3:PutObject", "s3:DeleteObject" })
            {
                foreach (string resource in new[] { "arn:aws:s3:::a/x", "arn:aws:s3:::b/x", "arn:aws:s3:::b/y" })
                {
                    foreach (Principal caller in new[] { Alice, Bob })
                    {
                        AccessState certain = open.Can(caller, action, resource).State;
                        Assert.True(
                            certain == AccessState.Depends || certain == given.Can(caller, action, resource).State,
                            string.Create(CultureInfo.InvariantCulture, $"IAMSIM_SEED={seed}: {certain} without {string.Join(' ', parameters)} for {caller}, {action} on {resource} in\n{template}"));
                    }
                }
            }
        }
    });

    [Fact]
    public void Something_is_certain_and_something_is_not()
    {
        var states = new HashSet<AccessState>();
        for (int seed = 0; seed < 30; seed++)
        {
            var open = new EnvironmentAnalyzer(CloudFormationTests.Load(Template(new Random(seed)), new EnvironmentLoadOptions { AccountId = "111122223333" }));
            states.Add(open.Can(Alice, "s3:GetObject", "arn:aws:s3:::a/x").State);
        }

        Assert.Equal(3, states.Count);
    }

    [Fact]
    public void Damaged_templates_load_with_findings_only() => RandomSeeds.Check(150, static seed =>
    {
        var random = new Random(seed);
        char[] text = Template(random).ToCharArray();
        for (int i = random.Next(1, 6); i > 0; i--)
        {
            text[random.Next(text.Length)] = "{}[]:,!&*\"'\n -#|>$\0\u00e9"[random.Next(20)];
        }

        AwsEnvironment environment = CloudFormationTests.Load(new string(text), new EnvironmentLoadOptions { AccountId = "111122223333" });
        Assert.NotNull(environment.Diagnostics.Select(static finding => finding.ToDetailedString()).ToArray());
    });

    private static string Template(Random random)
    {
        string statements = string.Join('\n', Enumerable.Range(0, random.Next(1, 4)).Select(_ => $"              - {Statement(random)}"));
        return $$"""
            Parameters: { {{string.Join(", ", Values.Keys.Select(static name => $"{name}: {{ Type: String }}"))}} }
            Conditions: { C: !Equals [!Ref V, alice], D: !Equals [!Ref N, a] }
            Resources:
              Alice:
                Type: AWS::IAM::User
                Properties:
                  UserName: alice
                  Policies:
                    - PolicyName: p
                      PolicyDocument:
                        Version: 2012-10-17
                        Statement:
                          - { Effect: Allow, Action: "s3:Get*", Resource: "*" }
            {{statements}}
              Bob:
                Type: AWS::IAM::User
                Condition: D
                Properties:
                  UserName: bob
                  Policies: [{ PolicyName: p, PolicyDocument: { Version: 2012-10-17, Statement: { Effect: Allow, Action: "s3:Get*", Resource: "*" } } }]
            """;
    }

    private static string Statement(Random random)
    {
        string action = random.Next(5) == 0 ? "NotAction" : "Action";
        string resource = random.Next(5) == 0 ? "NotResource" : "Resource";
        string statement = $"{{ Effect: {Pick(random, Effects)}, {action}: {Pick(random, Actions)}, {resource}: {Pick(random, Resources)}{Pick(random, Conditions)} }}";
        return random.Next(6) == 0 ? $"!If [C, {statement}, !Ref AWS::NoValue]" : statement;
    }

    private static string Pick(Random random, string[] among) => among[random.Next(among.Length)];
}
