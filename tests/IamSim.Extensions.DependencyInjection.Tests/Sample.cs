using IamSim.Policies;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace IamSim.Extensions.DependencyInjection.Tests;

/// <summary>Policies and questions that the tests share.</summary>
internal static class Sample
{
    /// <summary>Alice reads an order.</summary>
    public static readonly AccessRequest ReadOrder = Ask("orders:GetOrder");

    public static AccessRequest Ask(string action) =>
        new("arn:aws:iam::111122223333:user/alice", action, "arn:aws:orders:eu-west-1:111122223333:order/7");

    /// <summary>A policy that allows actions, and says in its Sid which it is.</summary>
    public static string Allow(string sid, string action = "*") =>
        $$"""{ "Version": "2012-10-17", "Statement": { "Sid": "{{sid}}", "Effect": "Allow", "Action": "{{action}}", "Resource": "*" } }""";

    /// <summary>A policy for a resource, which has to name a principal.</summary>
    public static string AllowEveryone(string sid) =>
        $$"""{ "Version": "2012-10-17", "Statement": { "Sid": "{{sid}}", "Effect": "Allow", "Principal": "*", "Action": "*", "Resource": "*" } }""";

    /// <summary>A policy with a misspelled condition operator in line 2, column 86.</summary>
    public const string Misspelled = """
        { "Version": "2012-10-17", "Statement": { "Effect": "Allow", "Action": "*", "Resource": "*",
          "Condition": { "StringEqual": { "aws:username": "alice" } } } }
        """;

    public static PolicySet Set(string sid, string action = "*") => new() { Identity = [PolicyDocument.Parse(Allow(sid, action), $"{sid}.json")] };

    public static IConfigurationRoot Json(string json) =>
        new ConfigurationBuilder().AddJson(json).Build();

    public static IConfigurationBuilder AddJson(this IConfigurationBuilder builder, string json) =>
        builder.AddJsonStream(new MemoryStream(System.Text.Encoding.UTF8.GetBytes(json)));

    public static LiveSimulator Simulator(this IServiceProvider services, string? name = null) =>
        name is null ? services.GetRequiredService<LiveSimulator>() : services.GetRequiredKeyedService<LiveSimulator>(name);

    /// <summary>The Sid of the statement that decides about reading an order.</summary>
    public static string? Decider(this LiveSimulator simulator) => simulator.Evaluate(ReadOrder).Statement?.Sid?.Text;

    /// <summary>Waits for reloads until a condition holds; the time-out only ends a test that has failed.</summary>
    public static async Task Until(this LiveSimulator simulator, Func<bool> condition)
    {
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (true)
        {
            var reloaded = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            using IDisposable registration = simulator.GetReloadToken().RegisterChangeCallback(static state => ((TaskCompletionSource)state!).TrySetResult(), reloaded);
            if (condition())
            {
                return;
            }

            await reloaded.Task.WaitAsync(timeout.Token);
        }
    }
}
