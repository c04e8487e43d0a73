using System.Text;
using IamSim.Diagnostics;
using IamSim.Testing;

namespace IamSim.Fuzz.Targets;

/// <summary>Inputs and results of AWS's simulator, made a suite.</summary>
internal sealed class ConversionTarget() : FuzzTarget("convert", 2, "what is converted is a suite without errors, of as many tests and cases; without results of AWS all of it passes")
{
    private static readonly byte[] Separator = "\n---\n"u8.ToArray();

    public override IReadOnlyList<string> Tokens =>
    [
        .. Mutations.Tokens.Arns, .. Mutations.Tokens.Punctuation, "\n---\n", "\"PolicyInputList\":[", "\"ActionNames\":[", "\"ResourceArns\":[", "\"CallerArn\":", "\"ContextEntries\":[{\"ContextKeyName\":\"aws:SourceIp\",\"ContextKeyValues\":[\"10.0.0.1\"],\"ContextKeyType\":\"ip\"}]", "\"stringList\"",
        "\"EvaluationResults\":[", "\"EvalActionName\":\"s3:GetObject\",", "\"EvalDecision\":\"allowed\"", "\"ResourcePolicy\":", "\"ResourceOwner\":", "\"PolicySourceArn\":", "\"PermissionsBoundaryPolicyInputList\":[", "\"{\\\"Version\\\":\\\"2012-10-17\\\",\\\"Statement\\\":{\\\"Effect\\\":\\\"Allow\\\",\\\"Action\\\":\\\"*\\\",\\\"Resource\\\":\\\"*\\\"}}\"",
        "\"s3:GetObject\"", "\"s3:*\"", "null", "# ", "'", "- ", ": ",
    ];

    public override bool IsJson => true;

    public override int MaximumLength => 3000;

    public override void Run(byte[] input)
    {
        int cut = input.AsSpan().IndexOf(Separator);
        byte[][] parts = cut < 0 ? [input] : [input[..cut], input[(cut + Separator.Length)..]];
        var files = new List<SourceText>();
        foreach (byte[] part in parts)
        {
            SourceText file = SourceText.FromUtf8(part, $"{files.Count}.json", 1, out Diagnostic? encoding);
            if (encoding is not null)
            {
                return;
            }

            files.Add(file);
        }

        AwsSimulationConversion conversion = AwsSimulationConversion.Convert(files);
        Invariant.AreFindings(conversion.Diagnostics);
        if (conversion.Text is not { } text)
        {
            Invariant.Holds(!conversion.Diagnostics.IsEmpty, "what is not converted is explained");
            return;
        }

        string path = WorkFolder.Write("converted.iamtest.yaml", Encoding.UTF8.GetBytes(text));
        bool isRead = PolicyTestSuite.TryLoad(path, out PolicyTestSuite suite);
        Invariant.Holds(isRead, "what is converted is a suite without errors", () => $"{suite.Diagnostics[0].ToDetailedString()}\n{text}");
        Invariant.Same((conversion.Tests, conversion.Cases), (suite.Tests.Length, suite.Cases.Length), "a conversion tells how many tests and cases there are");
        if (parts.Length == 1)
        {
            PolicyTestRun run = suite.Run(new PolicyTestRunOptions { MaxDegreeOfParallelism = 1 });
            Invariant.Same(0, run.Failed, "what the engine answered is what the suite says");
        }
    }
}
