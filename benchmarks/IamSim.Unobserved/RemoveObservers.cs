using System;
using System.Collections.Generic;
using System.IO;
using System.Text.RegularExpressions;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

/// <summary>
/// A build task: copies sources and leaves out what lets an observer watch the evaluation. Fails when it finds nothing to leave out,
/// or when something is left that it does not know.
/// </summary>
public sealed class RemoveObservers : Task
{
    private static readonly (Regex Pattern, string Replacement)[] Removals =
    {
        // The calls of the hooks.
        (new Regex(@"\n *observer\.On\w+\([^;]*\);"), ""),

        // The questions whether somebody watches: nobody does.
        (new Regex(@"\bTObserver\.\w+"), "false"),

        // The observer itself, handed from method to method.
        (new Regex(@"<TObserver>"), ""),
        (new Regex(@"\n *where TObserver : struct, IEvaluationObserver( =>)?"), "$1"),
        (new Regex(@", ref (TObserver )?observer\b"), ""),
        (new Regex(@"(\bEvaluator\.Evaluate\([^;]*?), ref \w+\)"), "$1)"),

        // What the context writes down for an observer.
        (new Regex(@"\n *context\.DerivedKeys = false[^;]*;"), ""),
        (new Regex(@"\n *if \(context\.DerivedKeys is \{ \} \w+\)\s*\{\s*\}"), ""),
        (new Regex(@"\bDerivedKeys is not null\b"), "false"),
    };

    private static readonly Regex Leftover = new Regex(@"\bTObserver\b|\bobserver\.|\bDerivedKeys is\b");

    [Required]
    public ITaskItem[] Sources { get; set; } = Array.Empty<ITaskItem>();

    [Required]
    public string Folder { get; set; } = "";

    [Output]
    public ITaskItem[] Copies { get; set; } = Array.Empty<ITaskItem>();

    public override bool Execute()
    {
        var copies = new List<ITaskItem>();
        int changed = 0;
        foreach (ITaskItem source in Sources)
        {
            string original = File.ReadAllText(source.GetMetadata("FullPath"));
            string text = original;
            foreach ((Regex pattern, string replacement) in Removals)
            {
                text = pattern.Replace(text, replacement);
            }

            if (Leftover.IsMatch(text))
            {
                Log.LogError("{0} watches the evaluation in a way that RemoveObservers.cs does not know: teach it", source.ItemSpec);
            }

            changed += text == original ? 0 : 1;
            string copy = Path.Combine(Folder, source.GetMetadata("RecursiveDir"), Path.GetFileName(source.ItemSpec));
            WriteIfDifferent(copy, text);
            copies.Add(new TaskItem(copy));
        }

        if (changed < 4)
        {
            Log.LogError("only {0} sources have something to remove, but the facade, the evaluator, its layers and its context should: teach RemoveObservers.cs their new form", changed);
        }

        Copies = copies.ToArray();
        return !Log.HasLoggedErrors;
    }

    // An unchanged copy keeps its time, so that the compiler need not run again.
    private static void WriteIfDifferent(string path, string text)
    {
        if (!File.Exists(path) || File.ReadAllText(path) != text)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, text);
        }
    }
}
