using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace Insights.Analytics.Rollups.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class RulesInForce : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "rule_effects",
                schema: "reporting",
                columns: table => new
                {
                    proposal_id = table.Column<int>(type: "integer", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    source_id = table.Column<int>(type: "integer", nullable: false),
                    ticket_ref = table.Column<string>(type: "text", nullable: false),
                    vendor_id = table.Column<int>(type: "integer", nullable: false),
                    metric = table.Column<string>(type: "text", nullable: false),
                    instance = table.Column<int>(type: "integer", nullable: false),
                    verdict_before = table.Column<string>(type: "text", nullable: true),
                    verdict_after = table.Column<string>(type: "text", nullable: true),
                    day_before = table.Column<int>(type: "integer", nullable: true),
                    day_after = table.Column<int>(type: "integer", nullable: true),
                    cause = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_rule_effects", x => new { x.proposal_id, x.number });
                });

            migrationBuilder.CreateTable(
                name: "rule_proposals",
                schema: "reporting",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    state = table.Column<string>(type: "text", nullable: false),
                    asked_by = table.Column<string>(type: "text", nullable: false),
                    asked_at = table.Column<long>(type: "bigint", nullable: false),
                    compared_at = table.Column<long>(type: "bigint", nullable: true),
                    versions = table.Column<string>(type: "text", nullable: false),
                    rules_before = table.Column<string>(type: "text", nullable: false),
                    rules_after = table.Column<string>(type: "text", nullable: false),
                    data_version = table.Column<long>(type: "bigint", nullable: false),
                    tickets = table.Column<long>(type: "bigint", nullable: false),
                    clocks = table.Column<long>(type: "bigint", nullable: false),
                    decided_by = table.Column<string>(type: "text", nullable: true),
                    decided_at = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_rule_proposals", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "rules_in_force",
                schema: "reporting",
                columns: table => new
                {
                    kind = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    code = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    version = table.Column<int>(type: "integer", nullable: false),
                    revision = table.Column<int>(type: "integer", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    position = table.Column<int>(type: "integer", nullable: false),
                    valid_from = table.Column<long>(type: "bigint", nullable: true),
                    definition_json = table.Column<string>(type: "text", nullable: false),
                    counts_from = table.Column<long>(type: "bigint", nullable: true),
                    past = table.Column<string>(type: "text", nullable: true)
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
                name: "rule_effects",
                schema: "reporting");

            migrationBuilder.DropTable(
                name: "rule_proposals",
                schema: "reporting");

            migrationBuilder.DropTable(
                name: "rules_in_force",
                schema: "reporting");
        }
    }
}
