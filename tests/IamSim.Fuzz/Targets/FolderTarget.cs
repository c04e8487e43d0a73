using IamSim.Diagnostics;
using IamSim.Environments;

namespace IamSim.Fuzz.Targets;

/// <summary>A folder of several files that speak of each other, loaded as a whole.</summary>
internal sealed class FolderTarget() : FuzzTarget("folders", 40, "as for one file; loading again finds the same; nothing comes through a link or a path that leads out")
{
    private const string Secret = "arn:aws:iam::999988887777:user/secret";

    private static readonly EnvironmentLoadOptions Options = new() { AccountId = "111122223333", Region = "eu-west-1" };
    private static readonly byte[] Separator = "\n=="u8.ToArray();

    // Behind the separator the character chooses. The last one is a link to where its text says.
    private static readonly string[] Paths =
    [
        "environment.yaml", "policies/p.json", "manifest.json", "a.template.json", "b.template.yaml", "accounts/111122223333/get-account-authorization-details.json", "accounts/111122223333/s3api/get-bucket-policy/b.json",
        "organization/list-roots.json", "describe-policy/p-1.json", "plan.json", "terraform.tfstate", "a.ndjson", "team/environment.json", "link.json",
    ];

    public override IReadOnlyList<string> Tokens =>
    [
        .. Mutations.Tokens.Arns, .. Mutations.Tokens.PolicyMembers, .. Paths.Select(static (_, i) => "\n==" + (char)('A' + i)), .. Paths, "../secret/d.json", "../secret", "/dev/zero", "link.json", "policies/../policies/p.json", "policyFiles", "inlinePolicies: [policies/p.json]", "templateFile", "aws://111122223333/eu-west-1", "\"artifacts\":{",
    ];

    public override bool IsJson => true;

    public override int MaximumLength => 6000;

    public override void Run(byte[] input)
    {
        string outside = WorkFolder.Write("secret/d.json", System.Text.Encoding.UTF8.GetBytes($$"""{"Version":"2012-10-17","Statement":[],"UserDetailList":[{"Arn":"{{Secret}}","UserName":"secret"}]}"""));
        string root = Path.Combine(Path.GetDirectoryName(Path.GetDirectoryName(outside))!, "folder");
        if (Directory.Exists(root))
        {
            Directory.Delete(root, recursive: true);
        }

        Directory.CreateDirectory(root);
        WriteAll(root, input);
        AwsEnvironment environment = AwsEnvironment.Load(root, Options);
        EnvironmentTarget.Check(environment);
        Invariant.Holds(!environment.Principals.Any(static principal => principal.Arn == Secret), "nothing comes from outside of the folder");
        AwsEnvironment again = AwsEnvironment.Load(root, Options);
        Invariant.Same(Describe(environment), Describe(again), "loading again finds the same");
    }

    private static void WriteAll(string root, ReadOnlySpan<byte> input)
    {
        string path = Paths[0];
        while (true)
        {
            int cut = input.IndexOf(Separator);
            Write(root, path, cut < 0 ? input : input[..cut]);
            if (cut < 0 || cut + Separator.Length >= input.Length)
            {
                return;
            }

            path = Paths[input[cut + Separator.Length] % Paths.Length];
            input = input[(cut + Separator.Length + 1)..];
        }
    }

    private static void Write(string root, string relative, ReadOnlySpan<byte> content)
    {
        if (relative != Paths[^1])
        {
            WorkFolder.Write("folder/" + relative, content);
            return;
        }

        string path = Path.Combine(root, relative);
        // Only the link, never what it leads to.
        File.Delete(path);
        string target = InputText.Of(content).Trim();
        if (target.Length is > 0 and < 200 && !target.Contains('\0', StringComparison.Ordinal) && !target.Any(char.IsSurrogate))
        {
            File.CreateSymbolicLink(path, target);
        }
    }

    private static string Describe(AwsEnvironment environment) =>
        $"{environment} {string.Join('\n', environment.Diagnostics.Select(static finding => finding.ToString()))} {string.Join(' ', environment.Principals.Select(static principal => principal.Arn))}";
}
