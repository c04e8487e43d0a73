namespace IamSim.Tests.Reference;

/// <summary>The choices of a random question. The same seed makes the same question on every machine.</summary>
internal sealed class Dice(int seed)
{
    private readonly Random _random = new(seed);

    public bool Chance(int percent) => _random.Next(100) < percent;

    public int Below(int limit) => _random.Next(limit);

    public T Pick<T>(params IReadOnlyList<T> choices) => choices[_random.Next(choices.Count)];

    /// <summary>One of the texts of a list separated by spaces.</summary>
    public string Word(string words) => Pick(words.Split(' '));

    public List<T> Some<T>(int atLeast, int atMost, Func<T> make) => [.. Enumerable.Range(0, atLeast + _random.Next(atMost - atLeast + 1)).Select(_ => make())];
}
