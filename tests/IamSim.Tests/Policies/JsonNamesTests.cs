using System.Globalization;
using System.Text;
using IamSim.Diagnostics;
using IamSim.Json;

namespace IamSim.Tests.Policies;

/// <summary>A name that stands twice in one object is found however large the object is, and no other name is.</summary>
public sealed class JsonNamesTests
{
    [Fact]
    public void Every_name_that_stands_twice_is_told_where_it_stands_the_second_time()
    {
        var random = new Random(2_026);
        for (int i = 0; i < 2_000; i++)
        {
            int count = random.Next(1, 120);
            var seen = new HashSet<string>(StringComparer.Ordinal);
            var columns = new List<int>();
            var text = new StringBuilder("{");
            for (int j = 0; j < count; j++)
            {
                // Some values are containers with names of their own, so that records of names do not follow each other evenly.
                string name = random.Next(400).ToString(CultureInfo.InvariantCulture);
                text.Append(j == 0 ? "" : ",");
                if (!seen.Add(name))
                {
                    columns.Add(text.Length + 1);
                }

                text.Append('"').Append(name).Append("\":").Append(random.Next(3) switch { 0 => "1", 1 => "[1,{\"7\":[]},\"8\"]", _ => "{\"9\":{\"9\":\"9\"}}" });
            }

            var findings = new DiagnosticBag();
            JsonSyntaxTree? tree = JsonSyntaxTree.Parse(new SourceText(text.Append('}').ToString()), 16, findings);

            Assert.NotNull(tree);
            Assert.Equal(columns, findings.ToList().Select(static finding => finding.Position.Column));
            Assert.All(findings.ToList(), static finding => Assert.Equal("IAM0004", finding.Id));
            Assert.Equal(count, tree.Root.CountChildren());
        }
    }

    [Fact]
    public void Names_and_values_are_the_same_at_the_ends_of_blocks()
    {
        // More than two blocks of records.
        int[] numbers = [.. Enumerable.Range(0, 5_000)];
        string text = "{" + string.Join(',', numbers.Select(static number => $"\"name {number}\":\"value {number}\"")) + "}";

        JsonSyntaxTree? tree = JsonSyntaxTree.Parse(new SourceText(text), 16, new DiagnosticBag());

        int index = 0;
        foreach (JsonNode member in tree!.Root)
        {
            Assert.Equal($"name {index}", member.Name);
            Assert.Equal($"value {index}", member.Text);
            Assert.Equal($"\"name {index}\"", text.Substring(member.NameSpan.Start, member.NameSpan.Length));
            Assert.Equal($"\"value {index}\"", text.Substring(member.Span.Start, member.Span.Length));
            index++;
        }

        Assert.Equal(numbers.Length, index);
        Assert.True(tree.Root.TryGetProperty("name 4999", out JsonNode last));
        Assert.Equal("value 4999", last.Text);
    }
}
