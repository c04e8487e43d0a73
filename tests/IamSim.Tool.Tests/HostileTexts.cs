using System.Text.Json;

namespace IamSim.Tool.Tests;

/// <summary>Names that would be something else in a terminal, a spreadsheet, a page or a workflow, and folders full of them.</summary>
internal static class HostileTexts
{
    /// <summary>Sets a title, clears and colors, turns the writing, ends lines, quotes, tags and cells, and gives commands to a workflow.</summary>
    public const string Name = "=1+1|a</script><img src=x onerror=alert(1)>\"'`\u001b]0;t\u0007\u001b[2J\u009b31m\u202Egpj\u2028\u2029\u0085\0\r\n::stop-commands::x\r\n=2+2,[l](javascript:alert(1))\u200F\uFEFF#!\\";

    /// <summary>The name as a text of JSON or of YAML in double quotes.</summary>
    public static readonly string Json = JsonSerializer.Serialize(Name);

    private static readonly string Inner = Json[1..^1];

    /// <summary>An environment in which everything that has a name has this one.</summary>
    public static TemporaryFolder Environment()
    {
        var folder = new TemporaryFolder();
        string policy = $$$$$$$"""{"Version":"2012-10-17","Id":{{{{{{{Json}}}}}}},"Statement":[{"Sid":{{{{{{{Json}}}}}}},"Effect":"Allow","Action":["s3:GetObject","sts:AssumeRole","iam:PassRole"],"Resource":["*",{{{{{{{JsonSerializer.Serialize("arn:aws:s3:::b/" + Name)}}}}}}}],"Condition":{"StringEquals":{"aws:PrincipalTag/{{{{{{{Inner}}}}}}}":[{{{{{{{Json}}}}}}}]}}},{"Effect":"Allow","Action":"s3:List*","Resource":"*"}]}""";
        folder.Write("details.json", $$$$$$$"""
            {"UserDetailList":[{"Arn":"arn:aws:iam::111122223333:user/bob","UserName":"bob","Path":"/","UserPolicyList":[{"PolicyName":{{{{{{{Json}}}}}}},"PolicyDocument":{{{{{{{policy}}}}}}}}],"Tags":[{"Key":{{{{{{{Json}}}}}}},"Value":{{{{{{{Json}}}}}}}}]},
             {"Arn":{{{{{{{JsonSerializer.Serialize("arn:aws:iam::111122223333:user/" + Name)}}}}}}},"UserName":{{{{{{{Json}}}}}}},"UserPolicyList":[{"PolicyName":"broken","PolicyDocument":{{{{{{{Json}}}}}}}}]}],
             "GroupDetailList":[],
             "RoleDetailList":[{"Arn":{{{{{{{JsonSerializer.Serialize("arn:aws:iam::111122223333:role/" + Name)}}}}}}},"RoleName":{{{{{{{Json}}}}}}},"AssumeRolePolicyDocument":{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":["arn:aws:iam::111122223333:root","444455556666"],"Federated":{{{{{{{Json}}}}}}}},"Action":"sts:AssumeRole"}]},"RolePolicyList":[],
               "AttachedManagedPolicies":[{"PolicyName":{{{{{{{Json}}}}}}},"PolicyArn":"arn:aws:iam::aws:policy/{{{{{{{Inner}}}}}}}"}]}],
             "Policies":[]}
            """);
        folder.Write("resources.json", $$$$$$$"""[{"Resource":{{{{{{{JsonSerializer.Serialize("arn:aws:s3:::" + Name)}}}}}}},"Account":"111122223333","Policy":{"Version":"2012-10-17","Statement":[{"Sid":{{{{{{{Json}}}}}}},"Effect":"Allow","Principal":"*","Action":"s3:GetObject","Resource":"*"}]}},{"Resource":{{{{{{{Json}}}}}}},"Account":{{{{{{{Json}}}}}}},"Policy":{{{{{{{Json}}}}}}}}]""");
        folder.Write("environment.yaml", $"accounts: [ {{ id: \"111122223333\", name: {Json} }}, {{ id: {Json} }} ]\n{Json}: 1\n");
        return folder;
    }

    /// <summary>A policy with the name wherever a text may stand, and with faults that repeat it.</summary>
    public static string Policy => $$$$$$$"""
        {"Version":"2012-10-17","Id":{{{{{{{Json}}}}}}},"Statement":[
          {"Sid":{{{{{{{Json}}}}}}},"Effect":"Allow","Action":"s3:GetObject","Resource":{{{{{{{JsonSerializer.Serialize("arn:aws:s3:::b/" + Name)}}}}}}},"Condition":{{{{{{{{Json}}}}}}}:{{{{{{{{Json}}}}}}}:{{{{{{{Json}}}}}}}}}},
          {"Effect":{{{{{{{Json}}}}}}},"Action":{{{{{{{Json}}}}}}},"Resource":{{{{{{{Json}}}}}}},{{{{{{{Json}}}}}}}:{{{{{{{Json}}}}}}}}]}
        """;

    /// <summary>Fails where an output holds what a terminal would obey or hide. Tabs are no part of any format.</summary>
    public static void AssertPrintable(string what, string output)
    {
        for (int i = 0; i < output.Length; i++)
        {
            char c = output[i];
            bool isHarmless = c == '\n' || !(char.IsControl(c) || c is (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069') or '\u2028' or '\u2029' or '\u200E' or '\u200F' or '\u061C');
            Assert.True(isHarmless, $"{what}: U+{(int)c:X4} at {i}, behind {output[Math.Max(0, i - 60)..i]}");
        }
    }
}
