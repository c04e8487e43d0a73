using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace IamSim.Environments.Tests.Formats;

public sealed class HostileFilesTests
{
    // Pieces that bring texts close to YAML of ours and to JSON of AWS.
    private static readonly string[] Pieces =
    [
        "accounts:", "organization:", "resources:", "\n", "\n  ", "\n    ", "- ", "id: ", "111122223333", "&a ", "*a", "[", "]", "{", "}", ": ", ", ", "'", "\"", "\\UFFFFFFFF", "\\ud800", "|\n", ">\n", "? ", "!!str ", "!x ", "%YAML 1.2\n",
        "---\n", "...\n", "#", "\t", "root:", "policy: ", "Statement", "arn:aws:s3:::b", "../x", "\u0000", "\ud83d\ude00", "~", "<<: ", "@", "`",
    ];

    private static readonly string[] JsonPieces =
    [
        "{", "}", "[", "]", ":", ",", "null", "true", "1", "\"\"", "\"Policy\"", "\"Resource\"", "\"arn:aws:s3:::b\"", "\"configurationItems\"", "\"resourceType\"", "\"AWS::S3::Bucket\"", "\"AWS::IAM::Role\"", "\"configuration\"", "\"{\"",
        "\"Grants\"", "\"Aliases\"", "\"Attributes\"", "\"Functions\"", "\"Buckets\"", "\"VpcEndpoints\"", "\"SecretList\"", "\"repositories\"", "\"Results\"", "\"resourceId\"", "\"PublicAccessBlockConfiguration\"", "\"OwnershipControls\"",
    ];

    [Property(MaxTest = 300)]
    public Property No_text_makes_the_reader_of_YAML_throw() => Prop.ForAll(
        Gen.Elements(Pieces).ListOf().Select(static pieces => string.Concat(pieces)).ToArbitrary(),
        static text => Load("environment.yaml", text) is not null);

    [Property(MaxTest = 300)]
    public Property No_value_makes_a_format_throw() => Prop.ForAll(
        Value(4).Zip(Gen.Elements("a.json", "environment.json", "get-bucket-policy/a.json", "accounts/111122223333/eu-central-1/kms/list-grants/a.json", "lambda/get-policy/a.json", "get-resource-policy/a.json", "sqs/list-queue-tags/a.json")).ToArbitrary(),
        static pair => Load(pair.Item2, pair.Item1) is not null);

    private static Gen<string> Value(int depth)
    {
        Gen<string> leaf = Gen.Elements(JsonPieces.Where(static piece => piece.Length > 1 || piece == "1").ToArray());
        if (depth == 0)
        {
            return leaf;
        }

        Gen<string> name = Gen.Elements(JsonPieces.Where(static piece => piece[0] == '"').ToArray());
        Gen<string> inner = Value(depth - 1);
        return Gen.OneOf(
            leaf,
            Few(inner).Select(static items => $"[{string.Join(",", items)}]"),
            Few(name.Zip(inner)).Select(static members => $"{{{string.Join(",", members.DistinctBy(static member => member.Item1).Select(static member => $"{member.Item1}:{member.Item2}"))}}}"));
    }

    private static Gen<List<T>> Few<T>(Gen<T> item) => Gen.Choose(0, 4).SelectMany(count => item.ListOf(count)).Select(static items => items.ToList());

    private static AwsEnvironment Load(string name, string text)
    {
        using TemporaryFolder folder = new TemporaryFolder().With(name, text);
        return AwsEnvironment.Load(folder.Path);
    }
}
