using System.Reflection;
using BenchmarkDotNet.Attributes;

namespace IamSim.Benchmarks;

/// <summary>A question with one workload, and its benchmarks; the baseline is the first.</summary>
/// <remarks>Loading is put off until the bodies are wanted: a process that measures one question is not to run another.</remarks>
internal sealed class QuestionBodies
{
    private readonly Type _type;
    private (string Name, Func<int> Body)[]? _bodies;

    private QuestionBodies(Type type, string policies) => (_type, Policies) = (type, policies);

    public string Name => _type.Name;

    public string Policies { get; }

    public double Goal => ((IQuestion)Activator.CreateInstance(_type)!).Goal;

    public (string Name, Func<int> Body)[] Bodies => _bodies ??= Load();

    public static IEnumerable<QuestionBodies> All() =>
        from type in typeof(QuestionBodies).Assembly.GetTypes()
        where type.IsClass && type.IsAssignableTo(typeof(IQuestion))
        orderby type.Name
        from policies in type.GetProperty(nameof(IQuestion.Policies))!.GetCustomAttribute<ParamsAttribute>()!.Values
        select new QuestionBodies(type, (string)policies);

    private (string Name, Func<int> Body)[] Load()
    {
        var question = (IQuestion)Activator.CreateInstance(_type)!;
        question.Policies = Policies;
        question.Load();
        return
        [
            .. from method in _type.GetMethods()
               let benchmark = method.GetCustomAttribute<BenchmarkAttribute>()
               where benchmark is not null
               orderby benchmark.Baseline descending
               select (method.Name, method.CreateDelegate<Func<int>>(question)),
        ];
    }
}
