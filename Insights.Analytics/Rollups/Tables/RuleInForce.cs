using System.ComponentModel.DataAnnotations.Schema;

namespace Insights.Analytics.Rollups.Tables;

/// <summary>
/// A version of a policy or calendar as clocks are derived by it. What is stored may be edited, imported again or begin in the past; what was decided keeps the
/// wording it was decided by until a person has seen the difference and approved it. The only rows here that facts alone cannot give back: a rebuild keeps them.
/// </summary>
internal sealed class RuleInForce
{
    public const string Policy = "policy";
    public const string Calendar = "calendar";

    /// <summary>Nobody has said yet whether it shall count for the time before <see cref="CountsFrom"/>.</summary>
    public const string Undecided = "undecided";

    /// <summary>Somebody has, and it shall not.</summary>
    public const string Kept = "kept";

    public string Kind { get; set; } = Policy;
    public string Code { get; set; } = "";
    public int Version { get; set; }

    /// <summary>1, and one more for each time the version's own text was changed after clocks had been decided.</summary>
    public int Revision { get; set; } = 1;
    public string Name { get; set; } = "";
    public int Position { get; set; }
    public DateTime? ValidFrom { get; set; }
    public string DefinitionJson { get; set; } = "{}";

    /// <summary>It came when clocks had been decided already, so it holds from this instant only, whatever it says itself; null = as it says.</summary>
    public DateTime? CountsFrom { get; set; }

    /// <summary><see cref="Undecided"/> or <see cref="Kept"/>; null where it counts from where it says.</summary>
    public string? Past { get; set; }

    /// <summary>When it was saved or its file came in; null where that is not known.</summary>
    [NotMapped]
    public DateTime? SavedAt { get; init; }

    /// <summary>The first instant it holds: null = from the beginning.</summary>
    public DateTime? HoldsFrom => CountsFrom is { } counts && !(ValidFrom > counts) ? counts : ValidFrom;

    public bool SaysTheSameAs(RuleInForce other) =>
        (Name, Position, ValidFrom, DefinitionJson) == (other.Name, other.Position, other.ValidFrom, other.DefinitionJson);
}
