using System.Reflection;
using BenchmarkDotNet.Attributes;
using IamSim.Benchmarks.Workloads;

namespace IamSim.Benchmarks.Questions;

/// <summary>A question with one workload, and its benchmarks; the baseline is the first.</summary>
/// <remarks>Loading is put off until the bodies are wanted: a process that measures one question is not to run another.</remarks>
internal sealed class QuestionBodies
{
    private readonly Type _type;
    private Body[]? _bodies;

    private QuestionBodies(Type type, string policies) => (_type, Policies) = (type, policies);

    public string Name => _type.Name;

    public string Policies { get; }

    public double? Goal => Create().Goal;

    public bool UsesThreads => Create().UsesThreads;

    public Body[] Bodies => _bodies ??= Load();

    public static IEnumerable<QuestionBodies> All() =>
        from type in typeof(QuestionBodies).Assembly.GetTypes()
        where type.IsClass && type.IsAssignableTo(typeof(IQuestion))
        orderby type.Name
        from policies in type.GetProperty(nameof(IQuestion.Policies))!.GetCustomAttribute<ParamsAttribute>()!.Values
        where RealPolicies.Has((string)policies)
        select new QuestionBodies(type, (string)policies);

    public static QuestionBodies Named(string name, string policies) => All().Single(question => question.Name == name && question.Policies == policies);

    private IQuestion Create() => (IQuestion)Activator.CreateInstance(_type)!;

    private Body[] Load()
    {
        IQuestion question = Create();
        question.Policies = Policies;
        question.Load();
        MethodInfo? setup = _type.GetMethods().SingleOrDefault(static method => method.GetCustomAttribute<IterationSetupAttribute>() is not null);
        var renew = setup?.CreateDelegate<Action>(question);
        return
        [
            .. from method in _type.GetMethods()
               let benchmark = method.GetCustomAttribute<BenchmarkAttribute>()
               where benchmark is not null
               orderby benchmark.Baseline descending
               select new Body(method.Name, benchmark.OperationsPerInvoke, renew, method.CreateDelegate<Func<long>>(question)),
        ];
    }
}

/// <summary>One benchmark of a question.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Operations">How many operations one run of it does.</param>
/// <param name="Setup">What has to happen before each run and is not measured; <c>null</c> for nothing.</param>
/// <param name="Run">Runs it; returns the tally of its answers.</param>
internal sealed record Body(string Name, int Operations, Action? Setup, Func<long> Run)
{
    public bool Renews => Setup is not null;

    public void Renew() => Setup?.Invoke();
}
