using IamSim.Environments.Questions;
using IamSim.Identifiers;
using IamSim.ServiceData;

namespace IamSim.Environments.Tests;

public sealed class ActionCoverTests
{
    private static readonly ActionName[] Catalog = [.. ServiceReference.Default.ExpandActions("*").Select(static action => ActionName.Parse(action.FullName))];
    private static readonly ActionCover Cover = new(Catalog);

    [Fact]
    public void Everything_and_whole_services_are_one_entry()
    {
        Assert.Equal(["*"], Cover.Write(Catalog));
        Assert.Equal(["s3:*"], Cover.Write(Of("s3:*")));
        Assert.Empty(Cover.Write([]));
    }

    [Fact]
    public void A_beginning_that_says_it_all_is_an_entry_and_ends_with_a_word()
    {
        Assert.Equal(["s3:Get*"], Cover.Write(Of("s3:Get*")));
        Assert.Equal(["s3:GetObject"], Cover.Write(Of("s3:GetObject")));
        Assert.Equal(["iam:Get*", "iam:List*", "sqs:*"], Cover.Write(Of("sqs:*", "iam:List*", "iam:Get*")));
    }

    [Fact]
    public void Actions_that_the_catalog_does_not_have_are_written_as_they_are() => Assert.Equal(["none:Other"], Cover.Write([ActionName.Parse("none:Other")]));

    [Fact]
    public void Entries_cover_the_set_and_nothing_else_and_none_can_be_left_out_or_joined() => RandomSeeds.Check(40, static seed =>
    {
        var random = new Random(seed);
        HashSet<string> set = new(StringComparer.Ordinal);
        for (int i = random.Next(1, 12); i > 0; i--)
        {
            string name = Catalog[random.Next(Catalog.Length)].Text;
            int colon = name.IndexOf(':', StringComparison.Ordinal);
            string entry = random.Next(3) == 0 ? name : name[..random.Next(colon + 1, name.Length)] + "*";
            set.UnionWith(Of(entry).Select(static action => action.Text));
            if (random.Next(3) == 0)
            {
                set.Remove(set.First());
            }
        }

        List<string> entries = Cover.Write(set.Select(static name => ActionName.Parse(name)));

        string[] covered = [.. entries.SelectMany(static entry => Of(entry)).Select(static action => action.Text)];
        Assert.True(covered.Length == set.Count && set.SetEquals(covered), $"seed {seed}: {string.Join(' ', entries)} is not {string.Join(' ', set)}");
        // Each entry was needed: what is one letter wider covers something else.
        foreach (string entry in entries.Where(static entry => entry.EndsWith('*') && entry[^2] != ':'))
        {
            string[] wider = [.. Of(ShortestWider(entry)).Select(static action => action.Text)];
            Assert.False(set.IsSupersetOf(wider) && wider.Length > Of(entry).Count(), $"seed {seed}: {entry} could be wider");
        }
    });

    private static string ShortestWider(string entry)
    {
        int size = Of(entry).Count();
        string wider = entry;
        while (Of(wider).Count() == size && wider[^2] != ':')
        {
            wider = wider[..^2] + "*";
        }

        return wider;
    }

    private static IEnumerable<ActionName> Of(params string[] entries) => entries.SelectMany(static entry => ServiceReference.Default.ExpandActions(entry)).Select(static action => ActionName.Parse(action.FullName));
}
