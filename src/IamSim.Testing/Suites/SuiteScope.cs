using IamSim.Environments;

namespace IamSim.Testing.Suites;

/// <summary>What the tests of a suite are read with.</summary>
/// <param name="Names">Finds principals; <c>null</c> without an environment.</param>
/// <param name="Resources">Finds resources; <c>null</c> when there is nothing to ask, and only the form of tests is looked at.</param>
/// <param name="Catalog">Tells which actions there are.</param>
/// <param name="Contexts">The contexts by name.</param>
/// <param name="Defaults">What tests have that do not say otherwise.</param>
/// <param name="Budget">Counts cases.</param>
/// <param name="Subject">What is asked; <c>null</c> when there is nothing.</param>
internal sealed record SuiteScope(EnvironmentNames? Names, SuiteResources? Resources, CatalogActions Catalog, SuiteContexts Contexts, SuiteDefaults Defaults, CaseBudget Budget, PolicyTestSubject? Subject);
