using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Insights.Analytics.Rollups.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class RulesInForce : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "rule_effects",
                columns: table => new
                {
                    proposal_id = table.Column<int>(type: "INTEGER", nullable: false),
                    number = table.Column<int>(type: "INTEGER", nullable: false),
                    source_id = table.Column<int>(type: "INTEGER", nullable: false),
                    ticket_ref = table.Column<string>(type: "TEXT", nullable: false),
                    vendor_id = table.Column<int>(type: "INTEGER", nullable: false),
                    metric = table.Column<string>(type: "TEXT", nullable: false),
                    instance = table.Column<int>(type: "INTEGER", nullable: false),
                    verdict_before = table.Column<string>(type: "TEXT", nullable: true),
                    verdict_after = table.Column<string>(type: "TEXT", nullable: true),
                    day_before = table.Column<int>(type: "INTEGER", nullable: true),
                    day_after = table.Column<int>(type: "INTEGER", nullable: true),
                    cause = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_rule_effects", x => new { x.proposal_id, x.number });
                });

            migrationBuilder.CreateTable(
                name: "rule_proposals",
                columns: table => new
                {
                    id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    state = table.Column<string>(type: "TEXT", nullable: false),
                    asked_by = table.Column<string>(type: "TEXT", nullable: false),
                    asked_at = table.Column<long>(type: "INTEGER", nullable: false),
                    compared_at = table.Column<long>(type: "INTEGER", nullable: true),
                    versions = table.Column<string>(type: "TEXT", nullable: false),
                    rules_before = table.Column<string>(type: "TEXT", nullable: false),
                    rules_after = table.Column<string>(type: "TEXT", nullable: false),
                    data_version = table.Column<long>(type: "INTEGER", nullable: false),
                    tickets = table.Column<long>(type: "INTEGER", nullable: false),
                    clocks = table.Column<long>(type: "INTEGER", nullable: false),
                    decided_by = table.Column<string>(type: "TEXT", nullable: true),
                    decided_at = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_rule_proposals", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "rules_in_force",
                columns: table => new
                {
                    kind = table.Column<string>(type: "TEXT", nullable: false),
                    code = table.Column<string>(type: "TEXT", nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false),
                    revision = table.Column<int>(type: "INTEGER", nullable: false),
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    position = table.Column<int>(type: "INTEGER", nullable: false),
                    valid_from = table.Column<long>(type: "INTEGER", nullable: true),
                    definition_json = table.Column<string>(type: "TEXT", nullable: false),
                    counts_from = table.Column<long>(type: "INTEGER", nullable: true),
                    past = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_rules_in_force", x => new { x.kind, x.code, x.version, x.revision });
                });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "rule_effects");

            migrationBuilder.DropTable(
                name: "rule_proposals");

            migrationBuilder.DropTable(
                name: "rules_in_force");
        }
    }
}
