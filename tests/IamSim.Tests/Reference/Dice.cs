namespace IamSim.Tests.Reference;

/// <summary>The choices of a random question. The same seed makes the same question on every machine.</summary>
/// <param name="random">Draws them; of it only <see cref="Random.Next(int)"/> is asked.</param>
internal sealed class Dice(Random random)
{
    public Dice(int seed)
        : this(new Random(seed))
    {
    }

    public bool Chance(int percent) => random.Next(100) < percent;

    public int Below(int limit) => random.Next(limit);

    public T Pick<T>(params IReadOnlyList<T> choices) => choices[random.Next(choices.Count)];

    /// <summary>One of the texts of a list separated by spaces.</summary>
    public string Word(string words) => Pick(words.Split(' '));

    public List<T> Some<T>(int atLeast, int atMost, Func<T> make) => [.. Enumerable.Range(0, atLeast + random.Next(atMost - atLeast + 1)).Select(_ => make())];
}
