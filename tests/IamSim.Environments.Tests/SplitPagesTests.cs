using System.Globalization;
using System.Text;
using FsCheck.Xunit;

namespace IamSim.Environments.Tests;

/// <summary>However the details of accounts are split into pages and files, the environment is the same.</summary>
public sealed class SplitPagesTests
{
    private static readonly string[] Lists = ["UserDetailList", "GroupDetailList", "RoleDetailList", "Policies"];

    [Property(MaxTest = 100)]
    public void Pages_in_any_split_load_the_same_environment(int seed)
    {
        var random = new Random(seed);
        List<(string List, string Item)> items = MakeItems(random);
        using var whole = new TemporaryFolder();
        whole.With("details.json", Page(items, isTruncated: false, random));
        using var split = new TemporaryFolder();
        Split(items, split, random);

        Assert.Equal(Describe(whole.Load()), Describe(split.Load()));
    }

    private static List<(string List, string Item)> MakeItems(Random random)
    {
        var items = new List<(string, string)>();
        for (int i = random.Next(1, 12); i > 0; i--)
        {
            string account = random.Next(2) == 0 ? "111122223333" : "222233334444";
            string name = $"n{i}";
            string attached = "\"AttachedManagedPolicies\":" + $$$$$"""[{"PolicyArn":"arn:aws:iam::{{{{{account}}}}}:policy/n{{{{{random.Next(1, 12)}}}}}"}]""";
            string text = Encode($$$$$"""{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"s3:Get{{{{{random.Next(3)}}}}}","Resource":"*"}}""", random);
            items.Add(random.Next(4) switch
            {
                0 => ("UserDetailList", $$$$$"""{"Arn":"arn:aws:iam::{{{{{account}}}}}:user/{{{{{name}}}}}","UserName":"{{{{{name}}}}}","GroupList":["n{{{{{random.Next(1, 12)}}}}}"],"UserPolicyList":[{"PolicyName":"p","PolicyDocument":{{{{{text}}}}}}],{{{{{attached}}}}}}"""),
                1 => ("GroupDetailList", $$$$$"""{"Arn":"arn:aws:iam::{{{{{account}}}}}:group/{{{{{name}}}}}","GroupName":"{{{{{name}}}}}","GroupPolicyList":[{"PolicyName":"p","PolicyDocument":{{{{{text}}}}}}],{{{{{attached}}}}}}"""),
                2 => ("RoleDetailList", $$$$$"""{"Arn":"arn:aws:iam::{{{{{account}}}}}:role/{{{{{name}}}}}","RoleName":"{{{{{name}}}}}","AssumeRolePolicyDocument":{{{{{text}}}}},{{{{{attached}}}}}}"""),
                _ => ("Policies", $$$$$"""{"Arn":"arn:aws:iam::{{{{{account}}}}}:policy/{{{{{name}}}}}","PolicyName":"{{{{{name}}}}}","DefaultVersionId":"v2","PolicyVersionList":[{"VersionId":"v1","IsDefaultVersion":false,"Document":{"Version":"2012-10-17","Statement":[]}},{"VersionId":"v2","Document":{{{{{text}}}}}}]}"""),
            });
        }

        return items;
    }

    private static string Encode(string policy, Random random) => random.Next(3) switch
    {
        0 => policy,
        1 => $"\"{policy.Replace("\"", "\\\"", StringComparison.Ordinal)}\"",
        _ => $"\"{Uri.EscapeDataString(policy)}\"",
    };

    private static void Split(List<(string List, string Item)> items, TemporaryFolder folder, Random random)
    {
        (string List, string Item)[] shuffled = [.. items];
        random.Shuffle(shuffled);
        int file = 0;
        for (int at = 0; at < shuffled.Length; file++)
        {
            // A file is a page, an array of pages, or a page a line.
            var pages = new List<string>();
            for (int i = random.Next(1, 4); i > 0 && at < shuffled.Length; i--)
            {
                int end = Math.Min(shuffled.Length, at + random.Next(1, 4));
                pages.Add(Page([.. shuffled[at..end]], isTruncated: end < shuffled.Length, random));
                at = end;
            }

            folder.With(string.Create(CultureInfo.InvariantCulture, $"page-{file}.json"), pages.Count == 1 ? pages[0] : random.Next(2) == 0 ? $"[{string.Join(",\n", pages)}]" : string.Join("\n", pages));
        }
    }

    private static string Page(List<(string List, string Item)> items, bool isTruncated, Random random)
    {
        string[] lists = [.. Lists];
        random.Shuffle(lists);
        string space = random.Next(2) == 0 ? "" : "\r\n  ";
        IEnumerable<string> members = lists.Select(list => $"\"{list}\":{space}[{string.Join($",{space}", items.Where(item => item.List == list).Select(static item => item.Item))}]");
        return $"{{{string.Join(",", members.Append($"\"IsTruncated\":{(isTruncated ? "true" : "false")}"))}}}";
    }

    // Everything but the places.
    private static string Describe(AwsEnvironment environment)
    {
        var text = new StringBuilder();
        foreach (AwsAccount account in environment.Accounts)
        {
            text.AppendLine(account.ToString());
            foreach (IamIdentity identity in account.Users.Concat<IamIdentity>(account.Groups).Concat(account.Roles))
            {
                text.AppendLine(identity.Arn);
                text.AppendJoin(' ', identity.InlinePolicies.Select(static policy => policy.Text)).AppendJoin(' ', identity.AttachedPolicies.Select(static policy => $"{policy.Arn} {policy.Policy?.Text}"));
                text.AppendJoin(' ', identity is IamUser user ? user.Groups.Select(static group => group.Arn) : []).AppendLine((identity as IamRole)?.TrustPolicy?.Text);
            }

            foreach (ManagedPolicy policy in account.ManagedPolicies)
            {
                text.AppendJoin(' ', policy.Versions.OrderBy(static pair => pair.Key, StringComparer.Ordinal).Select(static pair => $"{pair.Key} {pair.Value.Text}")).AppendLine(policy.DefaultVersion?.Text);
            }
        }

        text.AppendJoin('\n', environment.Diagnostics.Where(static finding => finding.Id != "IAM3008").Select(static finding => $"{finding.Id} {finding.Message}").Order(StringComparer.Ordinal));
        return text.ToString();
    }
}
