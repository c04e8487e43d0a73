using IamSim.Benchmarks.Questions;

namespace IamSim.Benchmarks.Measuring;

/// <summary>What was measured in one run, by question, workload and body.</summary>
internal sealed class Results
{
    private readonly Dictionary<(string Question, string Policies), Measurement[]> _measured = [];

    public void Add(QuestionBodies question, Measurement[] best) => _measured[(question.Name, question.Policies)] = best;

    /// <summary>What was measured of a question, with its workload.</summary>
    public IEnumerable<(string Policies, Measurement[] Best)> Of(string question) =>
        _measured.Where(pair => pair.Key.Question == question).Select(static pair => (pair.Key.Policies, pair.Value));

    /// <summary>Nanoseconds for one operation; <see cref="double.NaN"/> when there is no such body.</summary>
    public double Time(string question, string policies, string body) => Find(question, policies, body)?.Nanoseconds ?? double.NaN;

    /// <summary>How many times a body its baseline takes.</summary>
    public double Ratio(string question, string policies, string body) =>
        _measured.TryGetValue((question, policies), out Measurement[]? best) ? best[0].Nanoseconds / Time(question, policies, body) : double.NaN;

    /// <summary>Those of the bodies that allocate. The first decision about an action may: what it finds is remembered.</summary>
    public IEnumerable<string> Allocating(params string[] bodies) =>
        from pair in _measured
        where pair.Key.Question != nameof(FirstDecisions)
        from one in pair.Value
        where bodies.Contains(one.Body) && one.Bytes > 0
        select $"{pair.Key.Question} {pair.Key.Policies} {one.Body}";

    private Measurement? Find(string question, string policies, string body) =>
        _measured.TryGetValue((question, policies), out Measurement[]? best) && Array.Exists(best, one => one.Body == body) ? Array.Find(best, one => one.Body == body) : null;
}
