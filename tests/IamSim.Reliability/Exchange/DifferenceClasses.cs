namespace IamSim.Reliability.Exchange;

/// <summary>All the classes of one engine.</summary>
internal sealed class DifferenceClasses(DifferenceClass[] classes)
{
    private const int MostTogether = 3;

    /// <summary>The names of the classes.</summary>
    public IEnumerable<string> Names => classes.Select(static entry => entry.Name);

    /// <summary>The name of the first class that explains a difference; of several that explain it only together, their names with plus signs between; <c>null</c> when it is not explained.</summary>
    public string? NameOf(DifferenceCase difference, ForeignAnswer answer)
    {
        // One cause is a better explanation than two.
        for (int most = 1; most <= MostTogether; most++)
        {
            if (NameOf(difference, answer, most) is { } name)
            {
                return name;
            }
        }

        return null;
    }

    private string? NameOf(DifferenceCase difference, ForeignAnswer answer, int most)
    {
        if (most == 1)
        {
            return classes.FirstOrDefault(entry => entry.Explains(difference, answer))?.Name;
        }

        foreach (DifferenceClass first in classes)
        {
            foreach (DifferenceCase changed in first.Changed(difference, InvertedElements.Few).Where(changed => !answer.Agrees(changed.Decision)))
            {
                if (NameOf(changed, answer, most - 1) is { } rest)
                {
                    return $"{first.Name} + {rest}";
                }
            }
        }

        return null;
    }
}
