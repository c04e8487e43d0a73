using IamSim.Compilation;
using IamSim.Identifiers;
using IamSim.Policies;

namespace IamSim.Tests.Batches;

public sealed class ActionIndexTests
{
    private static readonly PolicyDocument Policy = PolicyDocument.Parse("""
        {"Version":"2012-10-17","Statement":[
          {"Sid":"exact","Effect":"Allow","Action":["s3:GetObject","S3:PUTOBJECT"],"Resource":"*"},
          {"Sid":"prefix","Effect":"Allow","Action":["s3:Get*","s3:g*","sqs:*"],"Resource":"*"},
          {"Sid":"general","Effect":"Allow","Action":["*:Get*","s3:*Object","s?s:SendMessage"],"Resource":"*"},
          {"Sid":"everything","Effect":"Allow","Action":["*","s3:GetObject"],"Resource":"*"},
          {"Sid":"excluding","Effect":"Allow","NotAction":["s3:*","sqs:Send*"],"Resource":"*"}]}
        """);

    [Theory]
    [InlineData("s3:GetObject", "exact prefix general everything")]
    [InlineData("s3:getobject", "exact prefix general everything")]
    [InlineData("s3:PutObject", "exact general everything")]
    [InlineData("s3:ListBucket", "everything")]
    [InlineData("sqs:SendMessage", "prefix general everything")]
    [InlineData("sqs:ReceiveMessage", "prefix everything excluding")]
    [InlineData("s3x:GetObject", "general everything excluding")]
    [InlineData("unheard:Of", "everything excluding")]
    public void The_index_finds_the_statements_that_cover_an_action_each_once_and_in_order(string action, string expected)
    {
        PlacedStatement[] placed = Compile(Policy).PlaceStatements();
        var ordinals = new OrdinalList(stackalloc int[1]);

        new ActionIndex(placed).Find(ActionIdentity.Of(action), ref ordinals);

        Assert.Equal(expected, string.Join(' ', ordinals.Ordinals.ToArray().Select(ordinal => placed[ordinal].Statement.Source.Sid!.Value.Text)));
        Assert.Equal(expected, string.Join(' ', placed.Where(statement => statement.Statement.MatchesAction(AsciiFold.ToLower(action))).Select(static statement => statement.Statement.Source.Sid!.Value.Text)));
        ordinals.Return();
    }

    [Fact]
    public void A_stream_of_names_that_nobody_heard_of_does_not_grow_memory()
    {
        CompiledPolicySet set = Compile(Policy);
        for (int i = 0; i < 100_000; i++)
        {
            set.Actions.Get($"service{i % 977}:Get{i}");
        }

        Assert.Equal(ActionSlots.Capacity, set.Actions.SlotCount);
        Assert.InRange(set.Actions.SliceCount, 1, 16);
        Assert.Same(set.Actions.Get("s3:GetObject").Slice, set.Actions.Get("s3:GETOBJECT").Slice);
    }

    [Fact]
    public void Names_of_any_length_are_answered_but_only_usual_ones_are_kept()
    {
        CompiledPolicySet set = Compile(Policy);
        string longest = "s3:Get" + new string('x', ActionSlots.LongestName - 6);

        Assert.Same(set.Actions.Get(longest), set.Actions.Get(longest));
        Assert.NotSame(set.Actions.Get(longest + "x"), set.Actions.Get(longest + "x"));
        Assert.Same(set.Actions.Get(longest).Slice, set.Actions.Get(longest + "x").Slice);
    }

    [Fact]
    public void Policies_that_tell_every_name_apart_keep_a_bounded_number_of_combinations()
    {
        IEnumerable<string> statements = Enumerable.Range(0, 14).Select(static i => $$"""{"Effect":"Allow","Action":"*:*{{(char)('a' + i)}}*","Resource":"*"}""");
        CompiledPolicySet set = Compile(PolicyDocument.Parse($$"""{"Version":"2012-10-17","Statement":[{{string.Join(',', statements)}}]}"""));
        for (int i = 0; i < 1 << 14; i++)
        {
            set.Actions.Get("z:" + string.Concat(Enumerable.Range(0, 14).Where(bit => (i >> bit & 1) != 0).Select(static bit => (char)('a' + bit))) + "z");
        }

        Assert.Equal(SliceBuilder.Capacity, set.Actions.SliceCount);
    }

    [Theory]
    [InlineData("S3:GetObject", "s3:gETobject", true)]
    [InlineData("s3:GetObject", "s3:GetObjects", false)]
    [InlineData("s3:@[`{", "s3:@[`{", true)]
    [InlineData("s3:@bcd", "s3:`bcd", false)]
    [InlineData("s3:[bcd", "s3:{bcd", false)]
    [InlineData("ſ3:\u212Aéa", "s3:kéa", false)]
    [InlineData("x:\u0141B\u015AZ", "x:\u0141b\u015Az", true)]
    [InlineData("x:\u0141B\u015AZ", "x:\u0161b\u015Az", false)]
    [InlineData("x:a\u0161b\u0161cd", "x:a\u8161b\u1161cd", false)]
    public void Names_hash_alike_exactly_if_they_differ_in_the_case_of_ascii_letters_only(string left, string right, bool alike) =>
        Assert.Equal(alike, ActionHash.Of(left) == ActionHash.Of(right));

    [Fact]
    public void A_document_is_compiled_once_for_each_kind_of_place()
    {
        PolicyDocument other = PolicyDocument.Parse("""{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}""");
        var set = new PolicySet { Identity = [Policy, other], PermissionsBoundary = Policy };
        CompiledPolicySet first = Compile(set);

        CompiledPolicySet second = Compile(set.Replace(other, PolicyDocument.Parse(other.ToJson())));

        Assert.Same(first[PolicyKind.Identity]!.Levels[0][0], second[PolicyKind.Identity]!.Levels[0][0]);
        Assert.NotSame(first[PolicyKind.Identity]!.Levels[0][1], second[PolicyKind.Identity]!.Levels[0][1]);
        Assert.NotSame(first[PolicyKind.Identity]!.Levels[0][0], first[PolicyKind.PermissionsBoundary]!.Levels[0][0]);
        Assert.NotSame(first[PolicyKind.Identity]!.Levels[0][0], Compile(set, new EvaluationOptions { Lenient = true })[PolicyKind.Identity]!.Levels[0][0]);
    }

    [Fact]
    public void The_findings_of_a_document_that_was_compiled_before_are_told_again()
    {
        PolicyDocument old = PolicyDocument.Parse("""{"Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}""");
        var set = new PolicySet { Identity = [old, old] };

        string[] Told() => [.. Simulator.Compile(set).Diagnostics.Select(static diagnostic => diagnostic.Message)];

        Assert.Equal(2, Told().Length);
        Assert.Equal(Told(), Told());
    }

    private static CompiledPolicySet Compile(PolicyDocument policy) => Compile(new PolicySet { Identity = [policy] });

    private static CompiledPolicySet Compile(PolicySet set, EvaluationOptions? options = null) => Simulator.Compile(set, options).CompiledPolicies;
}
