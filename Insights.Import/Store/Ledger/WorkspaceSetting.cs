namespace Insights.Import.Store.Ledger;

/// <summary>Settings the stored numbers depend on: reporting zone, reporting currency. Changing one needs a full recompute.</summary>
public sealed class WorkspaceSetting
{
    public string Name { get; set; } = "";
    public string Value { get; set; } = "";
}
