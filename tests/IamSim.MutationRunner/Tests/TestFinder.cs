using System.Collections;
using System.Globalization;
using System.Reflection;
using Xunit;
using Xunit.Sdk;
using Xunit.v3;

namespace IamSim.MutationRunner.Tests;

/// <summary>Finds the tests of an assembly as xunit does.</summary>
internal static class TestFinder
{
    public static async Task<IReadOnlyList<TestCase>> FindAsync(IEnumerable<Assembly> assemblies)
    {
        List<TestCase> cases = [];
        foreach (Type type in assemblies.SelectMany(static assembly => assembly.GetExportedTypes()).Where(static type => !type.IsAbstract || type.IsSealed))
        {
            foreach (MethodInfo method in type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static))
            {
                cases.AddRange(await CasesOfAsync(type, method));
            }
        }

        return cases;
    }

    private static async Task<IEnumerable<TestCase>> CasesOfAsync(Type type, MethodInfo method)
    {
        Attribute[] attributes = [.. method.GetCustomAttributes()];
        IFactAttribute? fact = attributes.OfType<IFactAttribute>().FirstOrDefault();
        if (fact is null || fact.Skip is not null || fact.Explicit)
        {
            return [];
        }

        string name = $"{type.Name}.{method.Name}";
        if (fact is not ITheoryAttribute)
        {
            return [new TestCase(name, method, [])];
        }

        List<TestCase> rows = [];
        foreach (IDataAttribute data in attributes.OfType<IDataAttribute>())
        {
            foreach (object?[] row in data is MemberDataAttributeBase member ? RowsOf(member, method) : (await data.GetData(method, new DisposalTracker())).Select(static row => row.GetData()))
            {
                object?[] arguments = method.ResolveMethodArguments(row);
                rows.Add(new TestCase(string.Create(CultureInfo.InvariantCulture, $"{name} #{rows.Count}{Hint(arguments)}"), method, arguments));
            }
        }

        return rows;
    }

    // Outside of a run xunit gives no rows of members.
    private static IEnumerable<object?[]> RowsOf(MemberDataAttributeBase data, MethodInfo method)
    {
        const BindingFlags Any = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.FlattenHierarchy;
        Type type = data.MemberType ?? method.ReflectedType!;
        object? rows = type.GetProperty(data.MemberName, Any)?.GetValue(null) ?? type.GetField(data.MemberName, Any)?.GetValue(null) ?? type.GetMethod(data.MemberName, Any)?.Invoke(null, data.Arguments);
        return ((IEnumerable)rows!).Cast<object?>().Select(static row => row switch
        {
            ITheoryDataRow told => told.GetData(),
            object?[] values => values,
            _ => [row],
        });
    }

    // Only to be read: which case of a conformance suite it is.
    private static string Hint(object?[] arguments) => arguments is [string { Length: > 0 and < 80 } text, ..] && text.All(static letter => letter is > ' ' and <= '~') ? " " + text : "";
}
