using System.ComponentModel;
using Insights.Import.Store;
using Xunit;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace Insights.Tests.Shared.Stores;

/// <summary>
/// Runs the test on every provider; the test takes the provider as its first argument and the cells of an InlineData after it.
/// A provider that is not configured here shows as skipped, by name.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
[XunitTestCaseDiscoverer("Insights.Tests.Shared.Stores.StoreFactDiscoverer", ThisAssembly.Name)]
public sealed class StoreFactAttribute : FactAttribute;

public sealed class StoreFactDiscoverer(IMessageSink diagnostics) : IXunitTestCaseDiscoverer
{
    public IEnumerable<IXunitTestCase> Discover(ITestFrameworkDiscoveryOptions discoveryOptions, ITestMethod testMethod, IAttributeInfo factAttribute)
    {
        var rows = testMethod.Method.GetCustomAttributes(typeof(InlineDataAttribute))
            .Select(data => (object[])data.GetConstructorArguments().Single()).DefaultIfEmpty([]).ToList();
        foreach (var provider in Enum.GetValues<StoreProvider>())
            foreach (var row in rows)
                yield return new StoreTestCase(
                    diagnostics, discoveryOptions.MethodDisplayOrDefault(), discoveryOptions.MethodDisplayOptionsOrDefault(), testMethod, [provider, .. row]);
    }
}

public sealed class StoreTestCase : XunitTestCase
{
    [EditorBrowsable(EditorBrowsableState.Never)]
    [Obsolete("Called by the deserialiser only")]
    public StoreTestCase()
    {
    }

    public StoreTestCase(IMessageSink diagnostics, TestMethodDisplay display, TestMethodDisplayOptions options, ITestMethod method, object[] arguments)
        : base(diagnostics, display, options, method, arguments)
    {
    }

    protected override string GetSkipReason(IAttributeInfo factAttribute) =>
        base.GetSkipReason(factAttribute) ?? TestStore.WhyNot((StoreProvider)TestMethodArguments[0])!;
}
