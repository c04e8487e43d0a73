using System.Reflection;

namespace IamSim.MutationRunner.Tests;

/// <summary>A fact, or one row of a theory.</summary>
/// <param name="name">Unique, and the same in every process.</param>
internal sealed class TestCase(string name, MethodInfo method, object?[] arguments)
{
    // What xunit's Assert.Skip begins the messages of its exceptions with.
    private const string Skipped = "$XunitDynamicSkip$";

    public string Name { get; } = name;

    /// <summary>Whether the test fails; its reason for failing.</summary>
    public bool Fails(out string? reason)
    {
        reason = null;
        try
        {
            Run();
            return false;
        }
        catch (TargetInvocationException exception) when (exception.InnerException is { } cause)
        {
            reason = cause.Message;
        }
#pragma warning disable CA1031 // A test fails by whatever it throws.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            reason = exception.Message;
        }

        return !reason.StartsWith(Skipped, StringComparison.Ordinal);
    }

    private void Run()
    {
        object? instance = method.IsStatic ? null : Create(method.ReflectedType!);
        try
        {
            Await(method.Invoke(instance, arguments));
        }
        finally
        {
            (instance as IDisposable)?.Dispose();
        }
    }

    private static object Create(Type type)
    {
        ParameterInfo[] parameters = type.GetConstructors().Single().GetParameters();
        return Activator.CreateInstance(type, [.. parameters.Select(static parameter => ArgumentFor(parameter))])!;
    }

    private static UnreadOutput ArgumentFor(ParameterInfo parameter) => parameter.ParameterType == typeof(Xunit.ITestOutputHelper)
        ? new UnreadOutput()
        : throw new InvalidOperationException($"{parameter.Member.DeclaringType} asks for a {parameter.ParameterType}, which this runner cannot give");

    private static void Await(object? result)
    {
        switch (result)
        {
            case Task task:
                task.GetAwaiter().GetResult();
                break;
            case ValueTask task:
                task.AsTask().GetAwaiter().GetResult();
                break;
        }
    }
}
