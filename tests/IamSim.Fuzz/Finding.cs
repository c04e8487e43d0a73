using System.Diagnostics;

namespace IamSim.Fuzz;

/// <summary>Something wrong: what, and where in the code.</summary>
/// <param name="Kind">The same for the same fault, whatever the input: the type of the exception and the innermost methods of ours.</param>
/// <param name="Text">For people.</param>
internal sealed record Finding(string Kind, string Text)
{
    public const string Prefix = "finding-";

    private const int Frames = 3;

    public static Finding Of(Exception exception)
    {
        // A broken invariant is told apart by what it says is wrong, an exception by where it comes from.
        Exception innermost = exception;
        while (innermost.InnerException is { } inner)
        {
            innermost = inner;
        }

        string kind = innermost is BrokenInvariantException broken
            ? broken.Invariant
            : $"{innermost.GetType().Name} in {string.Join(" < ", new StackTrace(innermost).GetFrames().Select(NameOf).OfType<string>().Take(Frames))}";
        return new Finding(kind, exception.ToString());
    }

    private static string? NameOf(StackFrame frame) =>
        frame.GetMethod() is { DeclaringType: { FullName: { } type } } method && type.StartsWith("IamSim.", StringComparison.Ordinal) ? $"{type}.{method.Name}" : null;
}
