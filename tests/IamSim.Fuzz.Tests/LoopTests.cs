using System.Text;
using System.Text.Json;
using IamSim.Fuzz.Loop;
using IamSim.Fuzz.Mutations;
using IamSim.Fuzz.Targets;

namespace IamSim.Fuzz.Tests;

/// <summary>The parts of the loop that need no instrumentation.</summary>
public sealed class LoopTests
{
    [Fact]
    public void The_same_seed_makes_the_same_inputs()
    {
        Assert.Equal(Inputs(7), Inputs(7));
        Assert.NotEqual(Inputs(7), Inputs(8));
    }

    [Fact]
    public void Mutations_keep_the_bound_of_the_target()
    {
        Assert.All(Inputs(1), static input => Assert.InRange(input.Length, 0, 2 * new PolicyTarget().MaximumLength));
    }

    [Fact]
    public void Changes_of_whole_values_often_stay_json()
    {
        byte[] input = Encoding.UTF8.GetBytes("""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["a","b"],"Resource":"*"}]}""");
        var random = new Random(5);
        int valid = Enumerable.Range(0, 500).Count(_ => IsJson(JsonMutations.Change(input, input, random)));

        Assert.InRange(valid, 100, 500);
    }

    [Fact]
    public void Shrinking_leaves_what_makes_the_fault()
    {
        byte[] input = Encoding.ASCII.GetBytes("some text with {a fault} in the middle of it");

        byte[] small = Shrinking.Shrink(input, static candidate => candidate.Contains((byte)'{') && candidate.Contains((byte)'}'));

        Assert.Equal("{}", Encoding.ASCII.GetString(small));
    }

    [Fact]
    public void Choices_come_from_the_bytes_and_end_with_the_first()
    {
        var choices = new ByteChoices([3, 200, 1, 44]);

        Assert.Equal([3, 78, 300 % 299, 0], [choices.Next(10), choices.Next(100), choices.Next(299), choices.Next(5)]);
    }

    [Fact]
    public void A_fault_has_the_same_kind_whatever_the_input()
    {
        Assert.Equal(Fault("a").Kind, Fault("b").Kind);
        Assert.NotEqual(Fault("a").Text, Fault("b").Text);
    }

    private static Finding Fault(string text)
    {
        try
        {
            Invariant.Same("x", text, "two ways agree");
            throw new InvalidOperationException("the invariant was not checked");
        }
        catch (BrokenInvariantException exception)
        {
            return Finding.Of(exception);
        }
    }

    private static string[] Inputs(int seed)
    {
        var mutator = new Mutator(new Random(seed), new PolicyTarget());
        var corpus = new List<byte[]> { Encoding.UTF8.GetBytes("""{"Statement":[]}""") };
        for (int i = 0; i < 200; i++)
        {
            corpus.Add(mutator.Mutate(corpus));
        }

        return [.. corpus.Select(Convert.ToHexString)];
    }

    private static bool IsJson(byte[] text)
    {
        try
        {
            JsonDocument.Parse(text).Dispose();
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
