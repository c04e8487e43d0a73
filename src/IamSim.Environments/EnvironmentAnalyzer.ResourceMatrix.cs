using System.Collections.Immutable;
using IamSim.Environments.Questions;
using IamSim.Identifiers;

namespace IamSim.Environments;

/// <content>Principals by resources.</content>
public sealed partial class EnvironmentAnalyzer
{
    /// <summary>Decides some actions of every principal on every known resource, with the policies of the resources.</summary>
    /// <remarks>Principals that no policy tells apart for an action on a resource are decided once.</remarks>
    /// <param name="options">What it is about.</param>
    /// <param name="cancellationToken">Stops between two classes of principals.</param>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public ResourceAccessMatrix ResourceMatrix(ResourceMatrixOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        ImmutableArray<IamPrincipal> principals = options.Principals ?? Environment.Principals;
        ImmutableArray<string> resources = options.Resources ?? [.. Environment.Resources.Select(static resource => resource.Arn)];
        ImmutableArray<CallerProfile> callers = options.Principals is null ? _profiles.Callers : [.. principals.Select(_profiles.Caller)];
        ImmutableArray<ActionName> actions = [.. ActionsOf(options.Actions)];
        // Few actions are asked about, each as it is: what an entry of a policy tells apart here depends on the resource.
        ActionClasses classes = ActionClasses.Of(actions, actions.Select(static action => action.Text));
        var states = new byte[]?[resources.Length, classes.Count];
        string?[,] asked = new string?[resources.Length, classes.Count];
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = options.MaxDegreeOfParallelism, CancellationToken = cancellationToken };
        var forms = new ResourceForms(Services);
        long evaluated = 0;
        long cells = 0;
        int most = 0;
        for (int resource = 0; resource < resources.Length; resource++)
        {
            for (int i = 0; i < classes.Count; i++)
            {
                if (forms.Of(resources[resource], classes.Representatives[i]) is { } arn)
                {
                    asked[resource, i] = arn;
                    (states[resource, i], int found) = StatesOf(callers, classes.Representatives[i], arn, options.Conditions, parallel);
                    (evaluated, cells, most) = (evaluated + found, cells + callers.Length, Math.Max(most, found));
                }
            }

            options.Progress?.Report(new AnalysisProgress(resource + 1, resources.Length));
        }

        AccessAnswer? AnswerOf(int principal, int action, int resource) =>
            asked[resource, action] is { } arn ? Ask(callers[principal], classes.Representatives[action], _profiles.Resource(arn, classes.Representatives[action]), options.Conditions) : null;
        return new ResourceAccessMatrix(principals, resources, classes, states, AnswerOf, new AccessMatrixFolding(cells, evaluated, most, classes.Count));
    }

    private (byte[] States, int Evaluated) StatesOf(ImmutableArray<CallerProfile> callers, ActionName action, string arn, AccessConditions stated, ParallelOptions parallel)
    {
        ResourceProfile resource = _profiles.Resource(arn, action);
        byte[] states = new byte[callers.Length];
        ImmutableArray<CallerClass> folded = new CallerFolding(resource, action, stated).Fold(callers, parallel.MaxDegreeOfParallelism, parallel.CancellationToken);
        Parallel.ForEach(folded, parallel, each =>
        {
            byte state = (byte)Ask(each.Representative, action, resource, stated).State;
            foreach (int member in each.Members)
            {
                states[member] = state;
            }
        });
        return (states, folded.Length);
    }
}
